import { toSearchParams, withQuery } from "@/lib/paths/query-string";
import { DEFAULT_USERS_VIEW, type UsersView } from "@/lib/sessions/active-users/users-view";

/** Returns the address of the page for a view. Default values are omitted. */
export function usersViewHref(view: UsersView): string {
  return withQuery("/admin/active-users", toSearchParams(view, DEFAULT_USERS_VIEW));
}

/**
 * Returns the address of the JSON for a view. The same view always has the same address, so that callers can
 * identify an answer by it.
 */
export function usersViewJson(view: UsersView): string {
  return withQuery("/api/admin/active-users", toSearchParams(view, DEFAULT_USERS_VIEW));
}
