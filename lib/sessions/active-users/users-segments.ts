import { parseSort, type StatusFilter, type UsersView } from "@/lib/sessions/active-users/users-view";
import type { Counts } from "@/lib/sessions/session-row";

/** Whom a stretch of the table lists: everybody, those who ever connected, or one status. */
export type Group = "all" | "ever" | StatusFilter;
type Order = "name" | "role" | "lastLogin" | "ipAddress" | "logout";

/** A stretch of the table of all users that one index can serve in its order. */
export interface Segment {
  group: Group;
  order: Order;
  descending: boolean;
}

/**
 * The table, from its first row to its last, as a few segments. Who has nothing to sort by (never connected) comes last, whichever the
 * direction; who is here comes first or last as a whole when sorted by status. Within a status people stand by name.
 *
 * Logins, addresses and logouts are sorted by what stands with the person: of somebody whose session has just passed its limits, the
 * cells show the end at once, and the row moves to its place when the sweep has written it, within half a minute.
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

/** How many people a group has. */
export function sizeOf(group: Group, counts: Omit<Counts, "openSessions">): number {
  if (group === "all") return counts.users;
  if (group === "ever") return counts.users - counts.never;
  return counts[group];
}

export interface PageSlice extends Segment {
  offset: number;
  limit: number;
}

/** Which part of each segment a page shows. */
export function slicePage(
  segments: Segment[],
  counts: Omit<Counts, "openSessions">,
  { offset, limit }: { offset: number; limit: number },
): PageSlice[] {
  const stretches: PageSlice[] = [];
  let [skip, wanted] = [offset, limit];
  for (const segment of segments) {
    const size = sizeOf(segment.group, counts);
    const taken = Math.min(wanted, Math.max(0, size - skip));
    if (taken > 0) stretches.push({ ...segment, offset: skip, limit: taken });
    skip = Math.max(0, skip - size);
    wanted -= taken;
  }
  return stretches;
}
