import { readUsersView, type UsersView } from "@/lib/sessions/active-users/users-view";
import { changeView } from "./change-view";
import { cleanSearch } from "./clean-search";

/**
 * Reads the fields above the table.
 *
 * @returns `view` itself when the fields match it; otherwise the new view, at its first page
 */
export function readUsersForm(fields: FormData, view: UsersView): UsersView {
  const { role, status, sort } = readUsersView(Object.fromEntries(fields));
  const q = cleanSearch(String(fields.get("q") ?? ""));
  const same = q === view.q && role === view.role && status === view.status && sort === view.sort;
  return same ? view : changeView(view, { q, role, status, sort });
}
