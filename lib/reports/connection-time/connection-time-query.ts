import { isDay } from "@/lib/calendar/zone-days";
import { MAX_PAGE, MAX_PAGE_SIZE } from "@/lib/page-limits";
import { oneOf, searchText, textThat, viewReader, wholeUpTo } from "@/lib/read-view";
import {
  DEFAULT_CONNECTION_TIME_VIEW,
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

/** Reads a view from the address of the page. Invalid values become the defaults. */
export const readConnectionTimeView = viewReader(DEFAULT_CONNECTION_TIME_VIEW, {
  ...FILTER,
  sort: oneOf(TIME_SORTS),
  page: wholeUpTo(MAX_PAGE),
  pageSize: wholeUpTo(MAX_PAGE_SIZE),
});

const { from, to, per, of, role, user, q } = DEFAULT_CONNECTION_TIME_VIEW;
/** Reads the part of a view that limits an exported file: no sort, no page. */
export const readConnectionTimeFilter = viewReader({ from, to, per, of, role, user, q }, FILTER);
