import { createParser, parseAsStringLiteral } from "nuqs";
import { ROLES } from "@/lib/roles";
import { isSearchText } from "@/lib/search-text";
import { DEFAULT_VIEW, MAX_PAGE, MAX_PAGE_SIZE, SORTS } from "@/lib/sessions/active-users/users-view";
import { STATUSES } from "@/lib/sessions/presence";

/** The view in an address, as `readUsersView` reads it on the server: what makes no sense is not there. */
export const usersViewParsers = {
  q: createParser({ parse: readSearch, serialize: String }).withDefault(DEFAULT_VIEW.q),
  role: parseAsStringLiteral(ROLES),
  status: parseAsStringLiteral(STATUSES),
  sort: parseAsStringLiteral(SORTS).withDefault(DEFAULT_VIEW.sort),
  page: wholeUpTo(MAX_PAGE).withDefault(DEFAULT_VIEW.page),
  pageSize: wholeUpTo(MAX_PAGE_SIZE).withDefault(DEFAULT_VIEW.pageSize),
  openPage: wholeUpTo(MAX_PAGE).withDefault(DEFAULT_VIEW.openPage),
};

function readSearch(text: string): string | null {
  const q = text.trim();
  return isSearchText(q) ? q : null;
}

function wholeUpTo(max: number) {
  const parse = (text: string) => {
    const number = Number(text);
    return Number.isInteger(number) && number >= 1 && number <= max ? number : null;
  };
  return createParser({ parse, serialize: String });
}
