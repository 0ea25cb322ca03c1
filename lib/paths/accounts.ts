import { toSearchParams, withQuery } from "@/lib/paths/query-string";
import { type AccountsView, DEFAULT_ACCOUNTS_VIEW } from "@/lib/users/accounts-view";

/** The address of a part of the list; what is as usual is left out. */
export function accountsHref(view: AccountsView): string {
  return withQuery("/admin/users", toSearchParams(view, DEFAULT_ACCOUNTS_VIEW));
}

export function isNarrowed({ q, role, accountStatus, notSeenDays }: AccountsView): boolean {
  return q !== "" || role !== null || accountStatus !== null || notSeenDays !== null;
}
