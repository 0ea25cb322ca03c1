import { z } from "zod";

/** Ids that somebody names: each once, as the database writes them. */
export function namedIds(most: number) {
  return z
    .array(z.uuid().toLowerCase())
    .min(1)
    .max(most)
    .transform((ids) => [...new Set(ids)]);
}
