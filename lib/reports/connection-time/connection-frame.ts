import { type CalendarDays, calendarDays, dayOf } from "@/lib/calendar/zone-days";
import { env } from "@/lib/env";
import { stretchOfDays } from "@/lib/reports/connection-time/connection-calendar";
import {
  type Period,
  periodOf,
  type Stretch,
  stretchesOf,
} from "@/lib/reports/connection-time/connection-period";
import type { ConnectionTimeView } from "@/lib/reports/connection-time/connection-time";
import type { Cut } from "@/lib/reports/connection-time/connection-time-sql";

/** The time that a view is about, at `now`. */
export interface Frame {
  today: string;
  period: Period;
  stretches: Stretch[];
  calendar: CalendarDays;
  cut: Cut;
}

export function frameOf(view: Pick<ConnectionTimeView, "from" | "to" | "per">, now: Date): Frame {
  const { timeZone } = env();
  const today = dayOf(now, timeZone);
  const period = periodOf(view, today);
  const stretches = stretchesOf(period, view.per);
  const calendar = calendarDays(period, timeZone);
  const { days, bounds } = calendar;
  const [from = now, until = now] = [bounds[0], bounds.at(-1)];
  return {
    today,
    period,
    stretches,
    calendar,
    cut: { from, until, now, bounds, stretchOfDay: stretchOfDays(days, stretches) },
  };
}
