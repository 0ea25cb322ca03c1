import { Prisma, prisma } from "@/lib/db/client";
import { walkBatches } from "@/lib/db/walk-batches";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { HistoryFilter, HistoryRow } from "@/lib/sessions/history/history-view";
import { listHistoryRows } from "@/lib/sessions/history/list-history-rows";
import { isInHistory } from "@/lib/sessions/history/select-history";
import type { SessionLimits } from "@/lib/sessions/limits";
import type { Admin, System } from "@/lib/viewer";

/**
 * Reads all sessions that match a filter, in batches, newest sign-in first. Sessions that begin after `now`
 * are left out. The sort keys (sign-in time and id) never change, so that no session is read twice or skipped
 * while others open and end.
 */
export async function* walkHistory(
  _by: Admin | System,
  filter: HistoryFilter,
  now: Date,
  limits: SessionLimits = currentLimits(),
): AsyncGenerator<HistoryRow[], void, void> {
  for await (const batch of walkBatches<{ id: string; loginTime: Date }>((last, limit) => {
    const afterCursor = last
      ? Prisma.sql`(s.login_time, s.id) < (${last.loginTime}::timestamptz, ${last.id}::uuid)`
      : Prisma.sql`s.login_time <= ${now}`;
    return prisma.$queryRaw(Prisma.sql`
      SELECT s.id, s.login_time AS "loginTime" FROM user_session AS s
      WHERE ${isInHistory(filter, limits, now)} AND ${afterCursor}
      ORDER BY s.login_time DESC, s.id DESC LIMIT ${limit}`);
  })) {
    const ids = batch.map(({ id }) => id);
    yield await listHistoryRows(ids, limits, now);
  }
}

/** Counts the sessions that {@link walkHistory} reads, without an upper bound. */
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
