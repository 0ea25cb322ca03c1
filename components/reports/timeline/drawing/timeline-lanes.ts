import type { TimelineBar } from "@/lib/reports/timeline/timeline";

/** More lanes would be too thin to see. */
const MAX_LANES = 5;

/**
 * Assigns lanes, so that overlapping sessions stand one above the other. When all lanes are in use, a session
 * shares the lane that ends first.
 *
 * @param sessions - the earliest first
 * @returns `lanes`: the lane of each session; `count`: the number of lanes, at least 1
 */
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
