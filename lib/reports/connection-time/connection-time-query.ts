import { isDay } from "@/lib/calendar/zone-days";
import { MAX_PAGE, MAX_PAGE_SIZE } from "@/lib/page-limits";
import { oneOf, searchText, textThat, viewReader, wholeUpTo } from "@/lib/read-view";
import {
  DEFAULT_TIME_VIEW,
  GROUPINGS,
  PERS,
  TIME_SORTS,
} from "@/lib/reports/connection-time/connection-time";
import { ROLES } from "@/lib/roles";
import { readId } from "@/lib/unique-ids";

const FILTER = {
  from: textThat(isDay),
  to: textThat(isDay),
  per: oneOf(PERS),
  of: oneOf(GROUPINGS),
  role: oneOf(ROLES),
  user: readId,
  q: searchText,
};

/** The page's address. */
export const readConnectionTimeView = viewReader(DEFAULT_TIME_VIEW, {
  ...FILTER,
  sort: oneOf(TIME_SORTS),
  page: wholeUpTo(MAX_PAGE),
  pageSize: wholeUpTo(MAX_PAGE_SIZE),
});

const { from, to, per, of, role, user, q } = DEFAULT_TIME_VIEW;
/** The part of it that a file can be narrowed to. */
export const readConnectionTimeFilter = viewReader({ from, to, per, of, role, user, q }, FILTER);
