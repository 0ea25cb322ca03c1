import { DEFAULT_VIEW, type UsersView } from "@/lib/sessions/active-users/users-view";
import { changeView } from "./change-view";
import { cleanSearch } from "./clean-search";
import { usersViewParsers } from "./users-view-parsers";

/** The view that the fields above the table ask for: from its first page on, if it is another one than `view`. */
export function readUsersForm(fields: FormData, view: UsersView): UsersView {
  const text = (name: string) => {
    const value = fields.get(name);
    return typeof value === "string" ? value : "";
  };
  const asked = {
    q: cleanSearch(text("q")),
    role: usersViewParsers.role.parse(text("role")),
    status: usersViewParsers.status.parse(text("status")),
    sort: usersViewParsers.sort.parse(text("sort")) ?? DEFAULT_VIEW.sort,
  };
  const same =
    asked.q === view.q &&
    asked.role === view.role &&
    asked.status === view.status &&
    asked.sort === view.sort;
  return same ? view : changeView(view, asked);
}
