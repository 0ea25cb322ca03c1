import { recordView } from "@/lib/activity/record-view";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { HOURS_OF_WEEK, hourBounds, passedMs } from "@/lib/reports/connection-time/connection-calendar";
import { heatQuery } from "@/lib/reports/connection-time/connection-heat";
import type { ConnectionTime, ConnectionTimeView } from "@/lib/reports/connection-time/connection-time";
import { pageQuery } from "@/lib/reports/connection-time/connection-time-sql";
import { type ReportWindow, reportWindowOf } from "@/lib/reports/connection-time/report-window";
import {
  type QueryRow,
  type QueryTotals,
  toRow,
  toTotals,
} from "@/lib/reports/connection-time/to-connection-row";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { SessionLimits } from "@/lib/sessions/limits";
import type { Admin, System } from "@/lib/viewer";

const HOURS_OF_DAY = 24;

/**
 * Reads one page of the report, with the totals of all pages and the heat of the week. Records first that the
 * administrator looked at it.
 */
export async function readConnectionTime(
  by: Admin | System,
  view: ConnectionTimeView,
  limits: SessionLimits = currentLimits(),
): Promise<ConnectionTime> {
  await recordView(by, "connection_time", view.user);
  const now = await databaseNow();
  const reportWindow = reportWindowOf(view, now);
  const query = { of: view.of, scope: view, queryWindow: reportWindow.queryWindow, limits };
  const [person, records, heat] = await Promise.all([
    findUser(view.user),
    prisma.$queryRaw<[QueryTotals & (QueryRow | NoRow), ...(QueryTotals & (QueryRow | NoRow))[]]>(
      pageQuery(query, view),
    ),
    readHeat(view, reportWindow, limits),
  ]);
  const totals = toTotals(records[0]);
  return {
    generatedAt: toLocalIso(now, env().timeZone),
    today: reportWindow.today,
    period: reportWindow.period,
    person,
    rows: records.flatMap((record) => (record.bucket === null ? [] : [toRow(record, reportWindow)])),
    totals,
    page: Math.min(view.page, Math.max(1, Math.ceil(totals.rows / view.pageSize))),
    pageSize: view.pageSize,
    heat,
  };
}

/** The only row when a view has none: it carries the totals. */
interface NoRow {
  bucket: null;
}

async function findUser(userId: string | null): Promise<ConnectionTime["person"]> {
  if (!userId) return null;
  const select = { id: true, username: true, name: true };
  const user = await prisma.user.findUnique({ where: { id: userId }, select });
  return user && { userId, username: user.username, name: user.name };
}

/**
 * Reads the mean number of connected people for each hour of the week: the sum of their time, divided by how
 * much of that hour has passed. Null where nothing has passed.
 */
async function readHeat(
  view: ConnectionTimeView,
  { calendar, queryWindow }: ReportWindow,
  limits: SessionLimits,
): Promise<ConnectionTime["heat"]> {
  const hours = hourBounds(calendar, env().timeZone);
  const sums = await prisma.$queryRaw<{ hourOfWeek: number; personMs: number }[]>(
    heatQuery(view, hours, queryWindow, limits),
  );
  const personMs = new Map(sums.map((sum) => [sum.hourOfWeek, sum.personMs]));
  const means = passedMs(hours, queryWindow.now).map((passed, hour) =>
    passed > 0 ? (personMs.get(hour) ?? 0) / passed : null,
  );
  return Array.from({ length: HOURS_OF_WEEK / HOURS_OF_DAY }, (_, weekday) =>
    means.slice(weekday * HOURS_OF_DAY, (weekday + 1) * HOURS_OF_DAY),
  );
}
