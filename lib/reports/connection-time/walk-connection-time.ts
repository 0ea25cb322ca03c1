import { Prisma, prisma } from "@/lib/db/client";
import { isListed } from "@/lib/reports/connection-time/connection-intervals";
import type { ConnectionTimeRow, ConnectionTimeView } from "@/lib/reports/connection-time/connection-time";
import { rowsQuery, totalsQuery } from "@/lib/reports/connection-time/connection-time-sql";
import { type ReportWindow, reportWindowOf } from "@/lib/reports/connection-time/report-window";
import { type QueryRow, type QueryTotals, toRow } from "@/lib/reports/connection-time/to-connection-row";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { SessionLimits } from "@/lib/sessions/limits";
import type { Admin, System } from "@/lib/viewer";

/** Maximum number of rows in a batch of users. */
const BATCH_ROWS = 1_000;

/** Counts the rows of all pages of a view. */
export async function countConnectionTime(
  _by: Admin | System,
  view: ConnectionTimeView,
  now: Date,
  limits: SessionLimits = currentLimits(),
): Promise<number> {
  const { queryWindow } = reportWindowOf(view, now);
  const [total] = await prisma.$queryRaw<[QueryTotals]>(
    totalsQuery({ of: view.of, scope: view, queryWindow, limits }),
  );
  return total.allRows;
}

/**
 * Reads all rows of a view as they are at `now`, by name, the newest bucket of each first; the view's sort
 * and page are ignored. A batch has at most a thousand rows, so that memory does not grow with their number.
 * The rows of roles are one batch, because they are few.
 */
export async function* walkConnectionTime(
  _by: Admin | System,
  view: ConnectionTimeView,
  now: Date,
  limits: SessionLimits = currentLimits(),
): AsyncGenerator<ConnectionTimeRow[]> {
  const reportWindow = reportWindowOf(view, now);
  if (view.of === "role") {
    yield* readBatch(view, reportWindow, limits);
    return;
  }
  const people = Math.max(1, Math.floor(BATCH_ROWS / reportWindow.buckets.length));
  for (let after: Cursor | null = null; ; ) {
    const next: Cursor[] = await usersAfter(view, after, people);
    yield* readBatch({ ...view, userIds: next.map(({ id }) => id) }, reportWindow, limits);
    after = next.at(-1) ?? null;
    if (next.length < people) return;
  }
}

async function* readBatch(
  scope: ConnectionTimeView & { userIds?: string[] },
  reportWindow: ReportWindow,
  limits: SessionLimits,
): AsyncGenerator<ConnectionTimeRow[]> {
  const rows = await prisma.$queryRaw<QueryRow[]>(
    rowsQuery({ of: scope.of, scope, queryWindow: reportWindow.queryWindow, limits }),
  );
  if (rows.length > 0) yield rows.map((row) => toRow(row, reportWindow));
}

interface Cursor {
  id: string;
  name: string;
}

/** Returns the next users of a view by name. A user who never signed in has no row, and is left out. */
function usersAfter(view: ConnectionTimeView, after: Cursor | null, limit: number): Promise<Cursor[]> {
  const conditions = [Prisma.sql`u.last_login_at IS NOT NULL`, isListed(view)];
  if (view.user) conditions.push(Prisma.sql`u.id = ${view.user}::uuid`);
  if (after) conditions.push(Prisma.sql`(u.name, u.id) > (${after.name}, ${after.id}::uuid)`);
  return prisma.$queryRaw<Cursor[]>(Prisma.sql`
    SELECT u.id, u.name FROM app_user AS u WHERE ${Prisma.join(conditions, " AND ")} ORDER BY u.name, u.id LIMIT ${limit}`);
}
