import { z } from "zod";
import { ROLES } from "@/lib/roles";
import { isSearchText } from "@/lib/search-text";
import { DEFAULT_PEOPLE_VIEW, MAX_NOT_SEEN_DAYS, PEOPLE_SORTS, STANDINGS } from "@/lib/users/people-view";

const none = (text: unknown) => (text === "" ? undefined : text);

/** The list's address, which anybody can write: what makes no sense is as if it were not there. */
export const PeopleViewQuery = z.object({
  q: z.string().trim().refine(isSearchText).catch(DEFAULT_PEOPLE_VIEW.q),
  role: z.enum(ROLES).nullable().catch(null),
  standing: z.enum(STANDINGS).nullable().catch(null),
  notSeenDays: z
    .preprocess(none, z.coerce.number().int().min(1).max(MAX_NOT_SEEN_DAYS))
    .nullable()
    .catch(null),
  sort: z.enum(PEOPLE_SORTS).catch(DEFAULT_PEOPLE_VIEW.sort),
  after: z.uuid().nullable().catch(null),
  before: z.uuid().nullable().catch(null),
  pageSize: z.coerce.number().int().min(1).max(100).catch(DEFAULT_PEOPLE_VIEW.pageSize),
});
