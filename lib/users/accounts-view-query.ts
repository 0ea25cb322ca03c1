import { MAX_PAGE_SIZE } from "@/lib/page-limits";
import { oneOf, searchText, viewReader, wholeUpTo } from "@/lib/read-view";
import { ROLES } from "@/lib/roles";
import { readId } from "@/lib/unique-ids";
import {
  ACCOUNT_SORTS,
  ACCOUNT_STATUSES,
  DEFAULT_ACCOUNTS_VIEW,
  MAX_NOT_SEEN_DAYS,
} from "@/lib/users/accounts-view";

const FILTER = {
  q: searchText,
  role: oneOf(ROLES),
  accountStatus: oneOf(ACCOUNT_STATUSES),
  notSeenDays: wholeUpTo(MAX_NOT_SEEN_DAYS),
};

/** Reads the view of the accounts page from its address. Invalid parameters count as missing. */
export const readAccountsView = viewReader(DEFAULT_ACCOUNTS_VIEW, {
  ...FILTER,
  sort: oneOf(ACCOUNT_SORTS),
  after: readId,
  before: readId,
  pageSize: wholeUpTo(MAX_PAGE_SIZE),
});

const { q, role, accountStatus, notSeenDays } = DEFAULT_ACCOUNTS_VIEW;
/** Reads only the filters, which an exported file has too. */
export const readAccountsFilter = viewReader({ q, role, accountStatus, notSeenDays }, FILTER);
