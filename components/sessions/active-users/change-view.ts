import {
  DEFAULT_USERS_VIEW,
  parseSort,
  type Sort,
  type SortKey,
  type UsersView,
} from "@/lib/sessions/active-users/users-view";

/**
 * Applies a change to the view and returns to the first page of users, unless the change names a page. Keeps
 * `openPage`, because the table of open sessions has pages of its own.
 */
export function changeView(view: UsersView, change: Partial<Omit<UsersView, "openPage">>): UsersView {
  return { ...view, page: DEFAULT_USERS_VIEW.page, ...change };
}

/** Removes the search and all filters, and returns to the first page. Keeps the order and the page size. */
export function clearFilters(view: UsersView): UsersView {
  const { q, role, status } = DEFAULT_USERS_VIEW;
  return changeView(view, { q, role, status });
}

export function isFiltered({ q, role, status }: UsersView): boolean {
  return (
    q !== DEFAULT_USERS_VIEW.q || role !== DEFAULT_USERS_VIEW.role || status !== DEFAULT_USERS_VIEW.status
  );
}

/** Changes the page size. Goes to the page that contains the first row of the current page. */
export function changePageSize(view: UsersView, pageSize: number): UsersView {
  const firstRow = (view.page - 1) * view.pageSize;
  return { ...view, pageSize, page: Math.floor(firstRow / pageSize) + 1 };
}

/**
 * Returns the order after a press on the head of a column. Times start with the newest, other columns with
 * the smallest value. A second press reverses the order.
 */
export function nextSort(current: Sort, wanted: SortKey): Sort {
  const { key, descending } = parseSort(current);
  if (key === wanted) return descending ? wanted : `-${wanted}`;
  return wanted === "lastLogin" || wanted === "logout" ? `-${wanted}` : wanted;
}
