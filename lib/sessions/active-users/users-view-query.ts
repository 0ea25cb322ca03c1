import { z } from "zod";
import { MAX_PAGE, MAX_PAGE_SIZE } from "@/lib/page-limits";
import { ROLES } from "@/lib/roles";
import { isSearchText } from "@/lib/search-text";
import { DEFAULT_USERS_VIEW, SORTS } from "@/lib/sessions/active-users/users-view";
import { PRESENCES } from "@/lib/sessions/presence";

const page = z.coerce.number().int().min(1).max(MAX_PAGE).default(1);

/** Schema of the query of `GET /api/admin/active-users`: a `UsersView`. Rejects values that make no sense. */
export const UsersViewQuery = z.object({
  q: z.string().trim().refine(isSearchText).default(DEFAULT_USERS_VIEW.q),
  role: z.enum(ROLES).nullable().default(DEFAULT_USERS_VIEW.role),
  status: z.enum(PRESENCES).nullable().default(DEFAULT_USERS_VIEW.status),
  sort: z.enum(SORTS).default(DEFAULT_USERS_VIEW.sort),
  page,
  pageSize: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(DEFAULT_USERS_VIEW.pageSize),
  openPage: page,
});
