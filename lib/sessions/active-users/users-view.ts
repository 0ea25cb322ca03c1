import type { Role } from "@/lib/db/generated/enums";
import { MAX_PAGE, MAX_PAGE_SIZE } from "@/lib/page-limits";
import { oneOf, searchText, viewReader, wholeUpTo } from "@/lib/read-view";
import { ROLES } from "@/lib/roles";
import { PRESENCES, type Presence } from "@/lib/sessions/presence";

/** Sort keys of the table of all users, as they stand in the address of the page and of its JSON. */
export const SORT_KEYS = ["name", "role", "status", "lastLogin", "ipAddress", "logout"] as const;

export type StatusFilter = Presence;
export type SortKey = (typeof SORT_KEYS)[number];
/** A key sorts ascending; with `-` before it, descending. */
export type Sort = SortKey | `-${SortKey}`;

/** Filters, sort and pages of the lists of `/admin/active-users`. */
export interface UsersView {
  /** Search in name, username and last address; empty: all users. */
  q: string;
  role: Role | null;
  status: StatusFilter | null;
  sort: Sort;
  page: number;
  pageSize: number;
  /** Page of the table of open sessions. */
  openPage: number;
}

/** View of an address without parameters. */
export const DEFAULT_USERS_VIEW: UsersView = {
  q: "",
  role: null,
  status: null,
  sort: "name",
  page: 1,
  pageSize: 25,
  openPage: 1,
};

/** Each key, ascending and descending. */
export const SORTS: readonly Sort[] = SORT_KEYS.flatMap((key): Sort[] => [key, `-${key}`]);

const FILTER = { q: searchText, role: oneOf(ROLES), status: oneOf(PRESENCES) };

/** Reads the view from the address of the page. A value that makes no sense counts as absent. */
export const readUsersView = viewReader(DEFAULT_USERS_VIEW, {
  ...FILTER,
  sort: oneOf(SORTS),
  page: wholeUpTo(MAX_PAGE),
  pageSize: wholeUpTo(MAX_PAGE_SIZE),
  openPage: wholeUpTo(MAX_PAGE),
});

const { q, role, status } = DEFAULT_USERS_VIEW;
/** Reads only the filters, which also apply to exported files. */
export const readUsersFilter = viewReader({ q, role, status }, FILTER);

export function parseSort(sort: Sort): { key: SortKey; descending: boolean } {
  const key = SORT_KEYS.find((known) => sort === known || sort === `-${known}`) ?? "name";
  return { key, descending: sort.startsWith("-") };
}
