import { addDays, weekdayOf } from "@/lib/calendar/zone-days";
import {
  type ConnectionTimeView,
  DEFAULT_DAYS,
  MAX_DAYS,
  type Per,
} from "@/lib/reports/connection-time/connection-time";

/** A first and a last day, `2025-11-11`, both included. */
export interface Period {
  from: string;
  to: string;
  /** The period that was requested is longer than `MAX_DAYS` allows. */
  shortened: boolean;
}

/** The first and last day of one row, both included. */
export interface Bucket {
  from: string;
  to: string;
}

/**
 * Returns the period of a view. `from` and `to` may stand in either order. The period never goes past today,
 * and loses its beginning when it is longer than `MAX_DAYS` allows.
 */
export function periodOf({ from, to, per }: Pick<ConnectionTimeView, "from" | "to" | "per">, today: string) {
  const requested = to ?? today;
  const last = earlier(later(requested, from ?? requested), today);
  const first = earlier(earlier(requested, from ?? addDays(last, 1 - DEFAULT_DAYS)), last);
  const earliest = addDays(last, 1 - MAX_DAYS[per]);
  return { from: later(first, earliest), to: last, shortened: first < earliest };
}

/** Cuts a period into the buckets of its rows. The first and the last may be parts of a week or a month. */
export function bucketsOf({ from, to }: Pick<Period, "from" | "to">, per: Per): Bucket[] {
  const buckets: Bucket[] = [];
  for (let first = from; first <= to; ) {
    const last = earlier(lastOf(first, per), to);
    buckets.push({ from: first, to: last });
    first = addDays(last, 1);
  }
  return buckets;
}

/** Returns the last day of the week, the month … that a day lies in. */
function lastOf(day: string, per: Per): string {
  switch (per) {
    case "day":
      return day;
    case "week":
      return addDays(day, 6 - weekdayOf(day));
    case "month": {
      // Four days after the 28th lie in the next month, however long this one is.
      const next = addDays(`${day.slice(0, "0000-00".length)}-28`, 4);
      return addDays(`${next.slice(0, "0000-00".length)}-01`, -1);
    }
    case "period":
      return "9999-12-31";
  }
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
