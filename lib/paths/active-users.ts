import { toSearchParams, withQuery } from "@/lib/paths/query-string";
import { DEFAULT_VIEW, type UsersView } from "@/lib/sessions/active-users/users-view";

/** Address of the page that shows this view. */
export function usersViewHref(view: UsersView): string {
  return withQuery("/admin/active-users", toSearchParams(view, DEFAULT_VIEW));
}

/** Address of the JSON of this view: the same for the same view, so that answers are told apart by it. */
export function usersViewJson(view: UsersView): string {
  return withQuery("/api/admin/active-users", toSearchParams(view, DEFAULT_VIEW));
}
