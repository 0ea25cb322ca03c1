import { type CalendarDays, calendarDays, dayOf } from "@/lib/calendar/zone-days";
import { env } from "@/lib/env";
import { bucketOfDays } from "@/lib/reports/connection-time/connection-calendar";
import {
  type Bucket,
  bucketsOf,
  type Period,
  periodOf,
} from "@/lib/reports/connection-time/connection-period";
import type { ConnectionTimeView } from "@/lib/reports/connection-time/connection-time";
import type { QueryWindow } from "@/lib/reports/connection-time/connection-time-sql";

/** The period of a view at `now`, in the forms that the queries and their results need. */
export interface ReportWindow {
  today: string;
  period: Period;
  buckets: Bucket[];
  calendar: CalendarDays;
  queryWindow: QueryWindow;
}

/** Computes the period, the buckets and the bounds of a view in the organisation's zone. */
export function reportWindowOf(
  view: Pick<ConnectionTimeView, "from" | "to" | "per">,
  now: Date,
): ReportWindow {
  const { timeZone } = env();
  const today = dayOf(now, timeZone);
  const period = periodOf(view, today);
  const buckets = bucketsOf(period, view.per);
  const calendar = calendarDays(period, timeZone);
  const { days, bounds } = calendar;
  const [from = now, until = now] = [bounds[0], bounds.at(-1)];
  return {
    today,
    period,
    buckets,
    calendar,
    queryWindow: { from, until, now, bounds, bucketOfDay: bucketOfDays(days, buckets) },
  };
}
