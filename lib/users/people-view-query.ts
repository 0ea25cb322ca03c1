import { MAX_PAGE_SIZE } from "@/lib/page-limits";
import { oneOf, searchText, viewReader, wholeUpTo } from "@/lib/read-view";
import { ROLES } from "@/lib/roles";
import { readId } from "@/lib/unique-ids";
import { DEFAULT_PEOPLE_VIEW, MAX_NOT_SEEN_DAYS, PEOPLE_SORTS, STANDINGS } from "@/lib/users/people-view";

const FILTER = {
  q: searchText,
  role: oneOf(ROLES),
  standing: oneOf(STANDINGS),
  notSeenDays: wholeUpTo(MAX_NOT_SEEN_DAYS),
};

/** The page's address. */
export const readPeopleView = viewReader(DEFAULT_PEOPLE_VIEW, {
  ...FILTER,
  sort: oneOf(PEOPLE_SORTS),
  after: readId,
  before: readId,
  pageSize: wholeUpTo(MAX_PAGE_SIZE),
});

const { q, role, standing, notSeenDays } = DEFAULT_PEOPLE_VIEW;
/** The part of it that a file can be narrowed to. */
export const readPeopleFilter = viewReader({ q, role, standing, notSeenDays }, FILTER);
