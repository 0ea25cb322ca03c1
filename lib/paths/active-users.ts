import { DEFAULT_VIEW, type UsersView } from "@/lib/sessions/active-users/users-view";

const PAGE = "/admin/active-users";

type Name = keyof UsersView;
const NAMES: readonly Name[] = ["q", "role", "status", "sort", "page", "pageSize", "openPage"];

/** What of a view is not as usual, in the words of an address. */
export function saidOf(view: UsersView): Record<string, string> {
  const said = NAMES.filter((name) => view[name] !== DEFAULT_VIEW[name]);
  return Object.fromEntries(said.map((name) => [name, String(view[name] ?? "")]));
}

/** Address of the page that shows this view. */
export function usersViewHref(view: UsersView): string {
  return PAGE + queryOf(view);
}

/** Address of the JSON of this view: the same for the same view, so that answers are told apart by it. */
export function usersViewAddress(view: UsersView): string {
  return `/api${PAGE}${queryOf(view)}`;
}

function queryOf(view: UsersView): string {
  const query = new URLSearchParams(saidOf(view));
  return query.size > 0 ? `?${query}` : "";
}
