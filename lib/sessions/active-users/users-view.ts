import type { Role } from "@/lib/db/generated/enums";
import { MAX_PAGE, MAX_PAGE_SIZE } from "@/lib/page-limits";
import { oneOf, searchText, viewReader, wholeUpTo } from "@/lib/read-view";
import { ROLES } from "@/lib/roles";
import { type Presence, STATUSES } from "@/lib/sessions/presence";

/** What the table of all users can be narrowed and sorted by: the words of its address and of its JSON. */

export const SORT_KEYS = ["name", "role", "status", "lastLogin", "ipAddress", "logout"] as const;

export type StatusFilter = Presence;
export type SortKey = (typeof SORT_KEYS)[number];
/** `-` before a key: descending. */
export type Sort = SortKey | `-${SortKey}`;

/** Which part of which lists of `/admin/active-users` somebody looks at. */
export interface UsersView {
  /** What to search for in name, username and address; empty: everybody. */
  q: string;
  role: Role | null;
  status: StatusFilter | null;
  sort: Sort;
  page: number;
  pageSize: number;
  /** Page of the table of open sessions. */
  openPage: number;
}

export const DEFAULT_VIEW: UsersView = {
  q: "",
  role: null,
  status: null,
  sort: "name",
  page: 1,
  pageSize: 25,
  openPage: 1,
};

export const SORTS: readonly Sort[] = SORT_KEYS.flatMap((key): Sort[] => [key, `-${key}`]);

const FILTER = { q: searchText, role: oneOf(ROLES), status: oneOf(STATUSES) };

/** The page's address. */
export const readUsersView = viewReader(DEFAULT_VIEW, {
  ...FILTER,
  sort: oneOf(SORTS),
  page: wholeUpTo(MAX_PAGE),
  pageSize: wholeUpTo(MAX_PAGE_SIZE),
  openPage: wholeUpTo(MAX_PAGE),
});

const { q, role, status } = DEFAULT_VIEW;
/** The part of it that a file can be narrowed to. */
export const readUsersFilter = viewReader({ q, role, status }, FILTER);

export function parseSort(sort: Sort): { key: SortKey; descending: boolean } {
  const key = SORT_KEYS.find((known) => sort === known || sort === `-${known}`) ?? "name";
  return { key, descending: sort.startsWith("-") };
}
