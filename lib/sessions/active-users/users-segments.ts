import { parseSort, type StatusFilter, type UsersView } from "@/lib/sessions/active-users/users-view";
import type { Counts } from "@/lib/sessions/session-row";

/** Users that a segment lists: all, those who ever connected, or those of one status. */
export type Group = "all" | "ever" | StatusFilter;
type Order = "name" | "role" | "lastLogin" | "ipAddress" | "logout";

/** A part of the table of all users that one index can read in order. */
export interface Segment {
  group: Group;
  order: Order;
  descending: boolean;
}

/**
 * Splits the table into segments, from its first row to its last:
 *
 * - Sorted by name or role, the table is one segment.
 * - Sorted by status, each status is a segment, sorted by name.
 * - Sorted by login, address or logout, users who never connected have no value. They come last in both
 *   directions.
 *
 * The sort by login, address and logout uses columns of the user's row. When a session has just passed its
 * limits, the cells show its end at once, but the row moves to its place only after the sweep has written the
 * end, within half a minute.
 */
export function segmentsOf({ sort, status }: Pick<UsersView, "sort" | "status">): Segment[] {
  const { key, descending } = parseSort(sort);
  if (key === "status") {
    const statuses: StatusFilter[] = status ? [status] : ["online", "away", "offline", "never"];
    if (descending) statuses.reverse();
    return statuses.map((group) => ({ group, order: "name", descending: false }));
  }
  if (key === "name" || key === "role") return [{ group: status ?? "all", order: key, descending }];
  const never: Segment = { group: "never", order: "name", descending: false };
  if (status === "never") return [never];
  if (status) return [{ group: status, order: key, descending }];
  return [{ group: "ever", order: key, descending }, never];
}

/** Returns the number of users in a group. */
export function sizeOf(group: Group, counts: Omit<Counts, "openSessions">): number {
  if (group === "all") return counts.users;
  if (group === "ever") return counts.users - counts.never;
  return counts[group];
}

/** The rows of one segment that a page shows. */
export interface PageSlice extends Segment {
  offset: number;
  limit: number;
}

/** Returns the part of each segment that a page shows; segments without rows on it are left out. */
export function slicePage(
  segments: Segment[],
  counts: Omit<Counts, "openSessions">,
  { offset, limit }: { offset: number; limit: number },
): PageSlice[] {
  const slices: PageSlice[] = [];
  let [skip, wanted] = [offset, limit];
  for (const segment of segments) {
    const size = sizeOf(segment.group, counts);
    const taken = Math.min(wanted, Math.max(0, size - skip));
    if (taken > 0) slices.push({ ...segment, offset: skip, limit: taken });
    skip = Math.max(0, skip - size);
    wanted -= taken;
  }
  return slices;
}
