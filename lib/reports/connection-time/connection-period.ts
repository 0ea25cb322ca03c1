import { addDays, weekdayOf } from "@/lib/calendar/zone-days";
import {
  type ConnectionTimeView,
  DEFAULT_DAYS,
  MAX_DAYS,
  type Per,
} from "@/lib/reports/connection-time/connection-time";

export interface Period {
  from: string;
  to: string;
  /** It was asked for longer than `MAX_DAYS` allows. */
  shortened: boolean;
}

/** Days of one row. */
export interface Bucket {
  from: string;
  to: string;
}

/** The days that a view is about: none after today, and not too many. */
export function periodOf({ from, to, per }: Pick<ConnectionTimeView, "from" | "to" | "per">, today: string) {
  const asked = to ?? today;
  const last = earlier(later(asked, from ?? asked), today);
  const first = earlier(earlier(asked, from ?? addDays(last, 1 - DEFAULT_DAYS)), last);
  const earliest = addDays(last, 1 - MAX_DAYS[per]);
  return { from: later(first, earliest), to: last, shortened: first < earliest };
}

/** Cuts a period into what each row is about; the first and the last may be parts of a week or a month. */
export function bucketsOf({ from, to }: Pick<Period, "from" | "to">, per: Per): Bucket[] {
  const buckets: Bucket[] = [];
  for (let first = from; first <= to; ) {
    const last = earlier(lastOf(first, per), to);
    buckets.push({ from: first, to: last });
    first = addDays(last, 1);
  }
  return buckets;
}

/** The last day of the week, month … that a day is in. */
function lastOf(day: string, per: Per): string {
  switch (per) {
    case "day":
      return day;
    case "week":
      return addDays(day, 6 - weekdayOf(day));
    case "month": {
      const next = addDays(`${day.slice(0, "0000-00".length)}-28`, 4); // in the next month, whatever this one's length
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
