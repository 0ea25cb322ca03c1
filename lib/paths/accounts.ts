import { toSearchParams, withQuery } from "@/lib/paths/query-string";
import { type AccountsView, DEFAULT_ACCOUNTS_VIEW } from "@/lib/users/accounts-view";

/** Returns the address of the list of accounts for a view. Default values are omitted. */
export function accountsHref(view: AccountsView): string {
  return withQuery("/admin/users", toSearchParams(view, DEFAULT_ACCOUNTS_VIEW));
}

/** Returns whether a search or a filter limits the list. */
export function isNarrowed({ q, role, accountStatus, notSeenDays }: AccountsView): boolean {
  return q !== "" || role !== null || accountStatus !== null || notSeenDays !== null;
}
