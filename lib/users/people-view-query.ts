import { z } from "zod";
import { DEFAULT_PEOPLE_VIEW, MAX_NOT_SEEN_DAYS, PEOPLE_SORTS, STANDINGS } from "@/lib/users/people-view";

const MAX_SEARCH_LENGTH = 100;
const none = (text: unknown) => (text === "" ? undefined : text);

/** The list's address, which anybody can write: what makes no sense is as if it were not there. */
export const PeopleViewQuery = z.object({
  q: z
    .string()
    .trim()
    .max(MAX_SEARCH_LENGTH)
    .regex(/^\P{Cc}*$/u)
    .catch(DEFAULT_PEOPLE_VIEW.q),
  role: z.enum(["ADMIN", "DIRECTEUR", "SECRETAIRE", "ARCHIVES"]).nullable().catch(null),
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
