import { recordView } from "@/lib/activity/record-view";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { Prisma, prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { keysetQuery, takePage } from "@/lib/db/keyset-page";
import { env } from "@/lib/env";
import { currentLimits } from "@/lib/sessions/current-limits";
import { cursorOf, readCursor } from "@/lib/sessions/history/history-cursor";
import {
  type HistoryFilter,
  type HistoryPage,
  type HistoryView,
  isHistoryNarrowed,
  MAX_COUNTED_SESSIONS,
} from "@/lib/sessions/history/history-view";
import { listHistoryRows } from "@/lib/sessions/history/list-history-rows";
import { type HistoryCursorRow, isInHistory, orderOf } from "@/lib/sessions/history/select-history";
import type { SessionLimits } from "@/lib/sessions/limits";
import type { Admin, System } from "@/lib/viewer";

type Listed = Pick<HistoryCursorRow, "id" | "logoutTime">;

/**
 * Lists a page of the history, and records the view. Counts matching sessions up to `MAX_COUNTED_SESSIONS`
 * only.
 */
export async function listHistory(
  by: Admin | System,
  view: HistoryView,
  limits: SessionLimits = currentLimits(),
): Promise<HistoryPage> {
  await recordView(by, "sessions", view.user);
  const now = await databaseNow();
  const [total, cursorRow] = await Promise.all([
    countSome(view, limits, now),
    findCursorRow(view.before ?? view.after),
  ]);
  const found = await prisma.$queryRaw<Listed[]>(historyQuery(view, { limits, now, total, cursorRow }));
  // No row is left beyond the cursor: show the first page.
  if (cursorRow && found.length === 0) return listHistory(by, { ...view, before: null, after: null }, limits);
  const { rows, hasPrevious, hasNext } = takePage(found, view, cursorRow);
  const cursorAt = (index: number) => cursorOf(rows.at(index) ?? { id: "", logoutTime: null });
  return {
    generatedAt: toLocalIso(now, env().timeZone),
    rows: await listHistoryRows(
      rows.map(({ id }) => id),
      limits,
      now,
    ),
    total,
    before: hasPrevious ? cursorAt(0) : null,
    after: hasNext ? cursorAt(-1) : null,
  };
}

/** Counts matching sessions, up to `MAX_COUNTED_SESSIONS`. */
async function countSome(filter: HistoryFilter, limits: SessionLimits, now: Date): Promise<number> {
  const [{ total }] = await prisma.$queryRaw<[{ total: number }]>(Prisma.sql`
    SELECT count(*)::int AS total FROM (
      SELECT FROM user_session AS s WHERE ${isInHistory(filter, limits, now)} LIMIT ${MAX_COUNTED_SESSIONS}
    ) AS few`);
  return total;
}

/**
 * Finds the row of a cursor.
 *
 * @returns null without a cursor, or without its session: then the first page is shown
 */
async function findCursorRow(text: string | null): Promise<HistoryCursorRow | null> {
  const cursor = text ? readCursor(text) : null;
  if (!cursor) return null;
  const session = await prisma.userSession.findUnique({
    where: { id: cursor.id },
    select: { loginTime: true },
  });
  return session && { ...cursor, ...session };
}

/** Builds the query for the ids and ends of a page, in order. Exported for the test that reads its plan. */
export function historyQuery(
  view: HistoryView,
  {
    limits,
    now,
    total,
    cursorRow,
  }: { limits: SessionLimits; now: Date; total: number; cursorRow: HistoryCursorRow | null },
): Prisma.Sql {
  const listed = {
    table: Prisma.sql`user_session`,
    alias: Prisma.sql`s`,
    isListed: isInHistory(view, limits, now),
    few: isHistoryNarrowed(view) && total < MAX_COUNTED_SESSIONS,
    columns: Prisma.sql`s.id, s.login_time, s.logout_time`,
    select: Prisma.sql`s.id, s.logout_time AS "logoutTime"`,
  };
  return keysetQuery(listed, orderOf(view.sort), view, cursorRow).page;
}
