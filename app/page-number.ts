import { z } from "zod";

/** A page of a list, from a query that anybody can write: what makes no sense is the first page. */
export const PageNumber = z.coerce.number().int().min(1).max(1_000_000).catch(1);
