import type { Role } from "@/lib/db/generated/enums";

/** What the list of people can be narrowed and sorted by: the words of its address, of its JSON and of the terminal. */

/** `pending`: enabled, but its owner has chosen no password yet. */
export const ACCOUNT_STATUSES = ["active", "pending", "disabled"] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

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

export const MAX_NOT_SEEN_DAYS = 3_650;

/** Which part of the list of people somebody looks at. */
export interface AccountsView {
  /** What to search for in name, username and address; empty: everybody. */
  q: string;
  role: Role | null;
  accountStatus: AccountStatus | null;
  /** Not connected for so many days, or never, though their account is as old. */
  notSeenDays: number | null;
  sort: AccountSort;
  /** The person after whom the page begins, or before whom it ends; neither: the first page. */
  after: string | null;
  before: string | null;
  pageSize: number;
}

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

/** Beyond so many, a search or a filter is not counted: nobody pages through them, they search for more. */
export const MAX_COUNTED = 1_000;

/** A person as the list shows them. */
export interface AccountRow {
  userId: string;
  version: number;
  username: string;
  name: string;
  role: Role;
  email: string | null;
  accountStatus: AccountStatus;
  /** Until when the activation code can be used; null without one. RFC 3339, as all instants here. */
  codeExpiresAt: string | null;
  lastLogin: string | null;
  createdAt: string;
}

export interface AccountsPage {
  generatedAt: string;
  rows: AccountRow[];
  /** How many match; of a search or a filter at most `MAX_COUNTED`, which then means that or more. */
  total: number;
  /** Whether there are people before and after these. */
  hasPrevious: boolean;
  hasNext: boolean;
}
