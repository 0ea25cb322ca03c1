import type { Per } from "@/lib/reports/connection-time/connection-time";
import {
  DAY_MS,
  LIMITS,
  PEOPLE,
  readScene,
  type Scenario,
} from "@/lib/testing/connection-time/connection-scenarios";
import {
  cut,
  type Hour,
  measure,
  type Piece,
  pieceOf,
} from "@/lib/testing/connection-time/plain-connection-time";

/* The expected figures of a scenario, by the rules of plain-connection-time.ts alone. */

type Day = { day: string; began: number; ended: number };

/** Returns the hours of the period, up to today. */
function hoursOf(scenario: Scenario): Hour[] {
  const { hours, from, to, dayAt } = readScene(scenario);
  return hours.filter(({ day }) => from <= day && day <= to && day <= dayAt(scenario.now));
}

/** Returns the days of the period up to today, in a list for each bucket. */
export function bucketsOf(scenario: Scenario, per: Per): Day[][] {
  const days = [...groupBy(hoursOf(scenario), ({ day }) => day)].map(([day, hours]) => ({
    day,
    began: Math.min(...hours.map(({ began }) => began)),
    ended: Math.max(...hours.map(({ ended }) => ended)),
  }));
  const keys = {
    day: (day: string) => day,
    week: mondayOf,
    month: (day: string) => day.slice(0, 7),
    period: () => "",
  };
  return [...groupBy(days, ({ day }) => keys[per](day)).values()];
}

const weekdays = new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone: "UTC" });

function mondayOf(day: string): string {
  let at = Date.parse(day);
  while (weekdays.format(at) !== "Mon") at -= DAY_MS;
  return new Date(at).toISOString();
}

/** Returns the pieces of connection time of a user. */
export function piecesOf({ sessions, now }: Scenario, person: number): Piece[] {
  return sessions.flatMap((session) =>
    session.person === person ? (pieceOf(session, LIMITS, now) ?? []) : [],
  );
}

/** Returns the pieces that overlap one of the days, each with its whole length. */
export function overlapping(pieces: Piece[], days: Day[]): Piece[] {
  return pieces.filter((piece) => days.some(({ began, ended }) => cut([piece], began, ended).length > 0));
}

/** Returns the row of a user for a bucket of days, in a list that is empty without connection time. */
export function plainRow(pieces: Piece[], days: Day[], userId: string) {
  const byDay = days.map(({ began, ended }) => cut(pieces, began, ended));
  const parts = byDay.flat();
  if (parts.length === 0) return [];
  const lastOut = Math.max(...parts.map(({ ended }) => ended));
  const measured = byDay.map(measure);
  const open = parts.some((part) => part.open);
  return [
    {
      userId,
      from: days[0]?.day ?? "",
      to: days.at(-1)?.day ?? "",
      firstIn: Math.min(...parts.map(({ began }) => began)),
      lastOut: open ? null : lastOut,
      lastOutApproximate: !open && parts.every(({ ended, lost }) => lost || ended < lastOut),
      fromTheStart: Math.min(...parts.map(({ began }) => began)) === days[0]?.began,
      toTheEnd: !open && lastOut === days.at(-1)?.ended,
      totalMs: sum(measured.map(({ coveredMs }) => coveredMs)),
      longestGapMs: Math.max(...measured.map(({ gapMs }) => gapMs)) || null,
      sessions: overlapping(pieces, days).length,
      approximate: parts.some(({ lost }) => lost),
    },
  ];
}

export function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

export const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Returns the heatmap by weekday and hour, Monday first: connection time of all users divided by the elapsed
 * time; null where no time has elapsed.
 */
export function plainHeat(scenario: Scenario): (number | null)[][] {
  const [connectedMs, elapsedMs] = [new Map<string, number>(), new Map<string, number>()];
  const add = (to: Map<string, number>, key: string, ms: number) => void to.set(key, (to.get(key) ?? 0) + ms);
  for (const { day, hour, began, ended } of hoursOf(scenario)) {
    const key = `${weekdays.format(Date.parse(day))} ${hour}`;
    add(elapsedMs, key, Math.max(0, Math.min(ended, scenario.now) - began));
    for (let person = 0; person < PEOPLE; person++)
      add(connectedMs, key, measure(cut(piecesOf(scenario, person), began, ended)).coveredMs);
  }
  return ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((weekday) =>
    Array.from({ length: 24 }, (_, hour) => {
      const ms = elapsedMs.get(`${weekday} ${hour}`) ?? 0;
      return ms > 0 ? (connectedMs.get(`${weekday} ${hour}`) ?? 0) / ms : null;
    }),
  );
}
