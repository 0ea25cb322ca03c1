import { Prisma, prisma } from "@/lib/db/client";
import { type ReportWindow, reportWindowOf } from "@/lib/reports/connection-time/report-window";
import { isListed } from "@/lib/reports/connection-time/connection-intervals";
import { type Line, type Total, toRow } from "@/lib/reports/connection-time/connection-lines";
import type { ConnectionTimeRow, ConnectionTimeView } from "@/lib/reports/connection-time/connection-time";
import { rowsQuery, totalsQuery } from "@/lib/reports/connection-time/connection-time-sql";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { SessionLimits } from "@/lib/sessions/limits";
import type { Admin, System } from "@/lib/viewer";

const BATCH_ROWS = 1_000;

/** How many rows a view has on all its pages. */
export async function countConnectionTime(
  _by: Admin | System,
  view: ConnectionTimeView,
  now: Date,
  limits: SessionLimits = currentLimits(),
): Promise<number> {
  const { queryWindow } = reportWindowOf(view, now);
  const [total] = await prisma.$queryRaw<[Total]>(totalsQuery({ of: view.of, scope: view, queryWindow, limits }));
  return total.allRows;
}

/**
 * Every row of a view as it is at `now`, by name and newest bucket first, whatever the view's order and page; a thousand at a time,
 * so that it takes the same memory however many there are.
 */
export async function* walkConnectionTime(
  _by: Admin | System,
  view: ConnectionTimeView,
  now: Date,
  limits: SessionLimits = currentLimits(),
): AsyncGenerator<ConnectionTimeRow[]> {
  const reportWindow = reportWindowOf(view, now);
  if (view.of === "role") {
    yield* inOneGo(view, reportWindow, limits);
    return;
  }
  const people = Math.max(1, Math.floor(BATCH_ROWS / reportWindow.buckets.length));
  for (let after: Place | null = null; ; ) {
    const next: Place[] = await placesAfter(view, after, people);
    yield* inOneGo({ ...view, userIds: next.map(({ id }) => id) }, reportWindow, limits);
    after = next.at(-1) ?? null;
    if (next.length < people) return;
  }
}

async function* inOneGo(
  scope: ConnectionTimeView & { userIds?: string[] },
  reportWindow: ReportWindow,
  limits: SessionLimits,
): AsyncGenerator<ConnectionTimeRow[]> {
  const lines = await prisma.$queryRaw<Line[]>(rowsQuery({ of: scope.of, scope, queryWindow: reportWindow.queryWindow, limits }));
  if (lines.length > 0) yield lines.map((line) => toRow(line, reportWindow));
}

interface Place {
  id: string;
  name: string;
}

/** Whoever never connected has no row. */
function placesAfter(view: ConnectionTimeView, after: Place | null, limit: number): Promise<Place[]> {
  const conditions = [Prisma.sql`u.last_login_at IS NOT NULL`, isListed(view)];
  if (view.user) conditions.push(Prisma.sql`u.id = ${view.user}::uuid`);
  if (after) conditions.push(Prisma.sql`(u.name, u.id) > (${after.name}, ${after.id}::uuid)`);
  return prisma.$queryRaw<Place[]>(Prisma.sql`
    SELECT u.id, u.name FROM app_user AS u WHERE ${Prisma.join(conditions, " AND ")} ORDER BY u.name, u.id LIMIT ${limit}`);
}
