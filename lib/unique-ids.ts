import { z } from "zod";

/** An id in an address, as the database writes it; null: it is none. */
export function readId(text: string): string | null {
  return z.uuid().toLowerCase().safeParse(text).data ?? null;
}

/** Ids that somebody names: each once, as the database writes them. */
export function uniqueIds(most: number) {
  return z
    .array(z.uuid().toLowerCase())
    .min(1)
    .max(most)
    .transform((ids) => [...new Set(ids)]);
}
