import { z } from "zod";
import { isDay } from "@/lib/calendar/zone-days";
import { DEFAULT_TIME_VIEW, PERS, SUBJECTS, TIME_SORTS } from "@/lib/reports/connection-time/connection-time";
import { ROLES } from "@/lib/roles";
import { isSearchText } from "@/lib/search-text";

const MAX_PAGE = 1_000_000;

/** The page's address, which anybody can write: what makes no sense is as if it were not there. */
export const ConnectionTimeQuery = z.object({
  from: z.string().refine(isDay).nullable().catch(null),
  to: z.string().refine(isDay).nullable().catch(null),
  per: z.enum(PERS).catch(DEFAULT_TIME_VIEW.per),
  of: z.enum(SUBJECTS).catch(DEFAULT_TIME_VIEW.of),
  role: z.enum(ROLES).nullable().catch(null),
  user: z.uuid().toLowerCase().nullable().catch(null),
  q: z.string().trim().refine(isSearchText).catch(DEFAULT_TIME_VIEW.q),
  sort: z.enum(TIME_SORTS).catch(DEFAULT_TIME_VIEW.sort),
  page: z.coerce.number().int().min(1).max(MAX_PAGE).catch(1),
  pageSize: z.coerce.number().int().min(1).max(100).catch(DEFAULT_TIME_VIEW.pageSize),
});
