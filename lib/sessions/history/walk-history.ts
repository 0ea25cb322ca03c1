import { Prisma, prisma } from "@/lib/db/client";
import { inBatches } from "@/lib/db/in-batches";
import { currentLimits } from "@/lib/sessions/current-limits";
import { findHistoryRows } from "@/lib/sessions/history/find-history-rows";
import type { HistoryFilter, HistoryRow } from "@/lib/sessions/history/history-view";
import { isInHistory } from "@/lib/sessions/history/select-history";
import type { SessionLimits } from "@/lib/sessions/limits";
import type { Admin, System } from "@/lib/viewer";

/**
 * Every session that a filter asks for, newest login first, in batches. What begins after `now`
 * is not in it, and the order is of what never changes, so that a session that began before is in it once, whatever happens meanwhile.
 */
export async function* walkHistory(
  _by: Admin | System,
  filter: HistoryFilter,
  now: Date,
  limits: SessionLimits = currentLimits(),
): AsyncGenerator<HistoryRow[], void, void> {
  for await (const batch of inBatches<{ id: string; loginTime: Date }>((last, limit) => {
    const afterCursor = last
      ? Prisma.sql`(s.login_time, s.id) < (${last.loginTime}::timestamptz, ${last.id}::uuid)`
      : Prisma.sql`s.login_time <= ${now}`;
    return prisma.$queryRaw(Prisma.sql`
      SELECT s.id, s.login_time AS "loginTime" FROM user_session AS s
      WHERE ${isInHistory(filter, limits, now)} AND ${afterCursor}
      ORDER BY s.login_time DESC, s.id DESC LIMIT ${limit}`);
  })) {
    const ids = batch.map(({ id }) => id);
    yield await findHistoryRows(ids, limits, now);
  }
}

/** How many there are: all of them are counted. */
export async function countHistory(
  _by: Admin | System,
  filter: HistoryFilter,
  now: Date,
  limits: SessionLimits = currentLimits(),
): Promise<number> {
  const [{ total }] = await prisma.$queryRaw<[{ total: number }]>(Prisma.sql`
    SELECT count(*)::int AS total FROM user_session AS s
    WHERE ${isInHistory(filter, limits, now)} AND s.login_time <= ${now}`);
  return total;
}
