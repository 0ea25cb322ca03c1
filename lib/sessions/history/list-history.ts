import { recordView } from "@/lib/activity/record-view";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { Prisma, prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { currentLimits } from "@/lib/sessions/current-limits";
import { findHistoryRows } from "@/lib/sessions/history/find-history-rows";
import { placeOf, readPlace } from "@/lib/sessions/history/history-cursor";
import {
  type HistoryFilter,
  type HistoryPage,
  type HistoryView,
  isHistoryNarrowed,
  MAX_COUNTED_SESSIONS,
} from "@/lib/sessions/history/history-view";
import { type Anchor, isInHistory, orderOf } from "@/lib/sessions/history/select-history";
import type { SessionLimits } from "@/lib/sessions/limits";
import type { Admin, System } from "@/lib/viewer";

type Listed = Pick<Anchor, "id" | "logoutTime">;

/**
 * A page of the history. The ten-thousandth costs what the first does: pages begin after a session instead of at a number, and what
 * matches is not counted to its end.
 */
export async function listHistory(
  by: Admin | System,
  view: HistoryView,
  limits: SessionLimits = currentLimits(),
): Promise<HistoryPage> {
  await recordView(by, "sessions", view.user);
  const now = await databaseNow();
  const [total, anchor] = await Promise.all([
    countSome(view, limits, now),
    findAnchor(view.before ?? view.after),
  ]);
  const backward = anchor !== null && view.before !== null;
  const found = await prisma.$queryRaw<Listed[]>(historyQuery(view, { limits, now, total, anchor }));
  if (anchor && found.length === 0) return listHistory(by, { ...view, before: null, after: null }, limits); // all of it is gone
  const more = found.length > view.pageSize;
  const listed = found.slice(0, view.pageSize);
  if (backward) listed.reverse();
  const placeAt = (index: number) => placeOf(listed.at(index) ?? { id: "", logoutTime: null });
  return {
    generatedAt: toLocalIso(now, env().timeZone),
    rows: await findHistoryRows(
      listed.map(({ id }) => id),
      limits,
      now,
    ),
    total,
    before: (backward ? more : anchor !== null) ? placeAt(0) : null,
    after: backward || more ? placeAt(-1) : null,
  };
}

/** Up to `MAX_COUNTED_SESSIONS`. */
async function countSome(filter: HistoryFilter, limits: SessionLimits, now: Date): Promise<number> {
  const [{ total }] = await prisma.$queryRaw<[{ total: number }]>(Prisma.sql`
    SELECT count(*)::int AS total FROM (
      SELECT FROM user_session AS s WHERE ${isInHistory(filter, limits, now)} LIMIT ${MAX_COUNTED_SESSIONS}
    ) AS few`);
  return total;
}

/** What is not there is no place to begin at: then the first page is. */
async function findAnchor(text: string | null): Promise<Anchor | null> {
  const place = text ? readPlace(text) : null;
  if (!place) return null;
  const session = await prisma.userSession.findUnique({
    where: { id: place.id },
    select: { loginTime: true },
  });
  return session && { ...place, ...session };
}

/**
 * Ids and ends in order, one more than the page has, to know whether there are others. Of a filter that finds few they are looked up and then
 * sorted; of one that finds many, the page's are near at hand in its order. Exported for the test that reads its plan.
 */
export function historyQuery(
  view: HistoryView,
  { limits, now, total, anchor }: { limits: SessionLimits; now: Date; total: number; anchor: Anchor | null },
): Prisma.Sql {
  const { columns, descending, valuesOf } = orderOf(view.sort);
  const downward = descending !== (anchor !== null && view.before !== null);
  const order = Prisma.join(
    columns.map((key) => Prisma.sql`${key} ${downward ? Prisma.sql`DESC` : Prisma.sql`ASC`}`),
  );
  const beyond = anchor
    ? Prisma.sql`(${Prisma.join(columns)}) ${downward ? Prisma.sql`<` : Prisma.sql`>`} (${Prisma.join(valuesOf(anchor))})`
    : Prisma.sql`true`;
  const listed = isInHistory(view, limits, now);
  if (!isHistoryNarrowed(view) || total >= MAX_COUNTED_SESSIONS)
    return Prisma.sql`
      SELECT s.id, s.logout_time AS "logoutTime" FROM user_session AS s WHERE ${listed} AND ${beyond} ORDER BY ${order} LIMIT ${view.pageSize + 1}`;
  return Prisma.sql`
    WITH listed AS MATERIALIZED (SELECT s.id, s.login_time, s.logout_time FROM user_session AS s WHERE ${listed})
    SELECT s.id, s.logout_time AS "logoutTime" FROM listed AS s WHERE ${beyond} ORDER BY ${order} LIMIT ${view.pageSize + 1}`;
}
