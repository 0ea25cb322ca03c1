import { z } from "zod";

/** Numbered pages from 1; a bound keeps OFFSET within what PostgreSQL counts in. */
const page = z.coerce.number().int().min(1).max(1_000_000).default(1);

/** Pages of the tables of users (`page`) and of open sessions (`openPage`). */
export const Paging = z.object({ page, openPage: page });
export type Paging = z.infer<typeof Paging>;
