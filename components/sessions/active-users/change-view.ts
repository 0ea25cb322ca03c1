import {
  DEFAULT_VIEW,
  parseSort,
  type Sort,
  type SortKey,
  type UsersView,
} from "@/lib/sessions/active-users/users-view";

/** Other people in another order: from their first page on. The table of open sessions has pages of its own. */
export function changeView(view: UsersView, change: Partial<Omit<UsersView, "openPage">>): UsersView {
  return { ...view, page: DEFAULT_VIEW.page, ...change };
}

/** Everybody, in the same order. */
export function clearFilters(view: UsersView): UsersView {
  const { q, role, status } = DEFAULT_VIEW;
  return changeView(view, { q, role, status });
}

export function isFiltered({ q, role, status }: UsersView): boolean {
  return q !== DEFAULT_VIEW.q || role !== DEFAULT_VIEW.role || status !== DEFAULT_VIEW.status;
}

/** The page of the new size that begins with, or holds, the first row in sight. */
export function changePageSize(view: UsersView, pageSize: number): UsersView {
  const firstRow = (view.page - 1) * view.pageSize;
  return { ...view, pageSize, page: Math.floor(firstRow / pageSize) + 1 };
}

/** Times are asked for newest first, everything else from its beginning; once sorted by it, a column turns around. */
export function nextSort(current: Sort, wanted: SortKey): Sort {
  const { key, descending } = parseSort(current);
  if (key === wanted) return descending ? wanted : `-${wanted}`;
  return wanted === "lastLogin" || wanted === "logout" ? `-${wanted}` : wanted;
}
