import type { Role } from "@/lib/db/generated/enums";

/* Filters and sort orders of the list of accounts, as its address, its JSON and the terminal name them. */

/** `pending`: enabled, but without a password until the user activates the account with a code. */
export const ACCOUNT_STATUSES = ["active", "pending", "disabled"] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** Sort orders; a `-` means descending. */
export const ACCOUNT_SORTS = [
  "name",
  "-name",
  "role",
  "-role",
  "lastLogin",
  "-lastLogin",
  "created",
  "-created",
] as const;
export type AccountSort = (typeof ACCOUNT_SORTS)[number];

/** Largest value of the filter `notSeenDays`: ten years. */
export const MAX_NOT_SEEN_DAYS = 3_650;

/** The filters, order and page of the list of accounts that are shown. */
export interface AccountsView {
  /** Words to find in the name, the username or the last network address; empty: no search. */
  q: string;
  role: Role | null;
  accountStatus: AccountStatus | null;
  /**
   * Users without a connection for so many days. A user who never connected counts when the account is at
   * least as old.
   */
  notSeenDays: number | null;
  sort: AccountSort;
  /** Cursor: id of the user after whom the page begins, or before whom it ends; both null: the first page. */
  after: string | null;
  before: string | null;
  pageSize: number;
}

/** The view of an address without parameters: the first page of all accounts by name. */
export const DEFAULT_ACCOUNTS_VIEW: AccountsView = {
  q: "",
  role: null,
  accountStatus: null,
  notSeenDays: null,
  sort: "name",
  after: null,
  before: null,
  pageSize: 25,
};

/** Limit of the count of a search or filter. A user narrows a longer result instead of paging through it. */
export const MAX_COUNTED = 1_000;

/** An account in the list. */
export interface AccountRow {
  userId: string;
  /** Increases with each change of fields or status, so that an edit of an older version is rejected. */
  version: number;
  username: string;
  name: string;
  role: Role;
  email: string | null;
  accountStatus: AccountStatus;
  /** Expiry of the activation code, RFC 3339 like all instants here; null without a code. */
  codeExpiresAt: string | null;
  /** Time of the last sign-in; null: never. */
  lastLogin: string | null;
  createdAt: string;
}

export interface AccountsPage {
  generatedAt: string;
  rows: AccountRow[];
  /** Number of accounts in the list. With a search or filter, `MAX_COUNTED` means that many or more. */
  total: number;
  /** Whether there are accounts before these rows; `hasNext`: after them. */
  hasPrevious: boolean;
  hasNext: boolean;
}
