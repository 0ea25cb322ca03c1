import type { TimelineBar } from "@/lib/reports/timeline/timeline";

/** More would be too thin to see. */
const MAX_LANES = 5;

/** Sessions that overlap stand one above the other: which lane each has, and how many there are. Takes the earliest first. */
export function lanesOf(sessions: Pick<TimelineBar, "loginTime" | "logoutTime">[]): {
  lanes: number[];
  count: number;
} {
  const ends: number[] = [];
  const lanes = sessions.map(({ loginTime, logoutTime }) => {
    const login = Date.parse(loginTime);
    const free = ends.findIndex((end) => end <= login);
    const lane = free >= 0 ? free : ends.length < MAX_LANES ? ends.length : ends.indexOf(Math.min(...ends));
    ends[lane] = logoutTime === null ? Number.POSITIVE_INFINITY : Date.parse(logoutTime);
    return lane;
  });
  return { lanes, count: Math.max(1, ends.length) };
}
