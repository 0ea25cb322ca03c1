import { z } from "zod";

/**
 * Reads an id from an address, in the form of the database.
 *
 * @returns null when it is not an id
 */
export function readId(text: string): string | null {
  return z.uuid().toLowerCase().safeParse(text).data ?? null;
}

/** Returns a schema for 1 to `most` ids. It removes duplicates and gives the ids the form of the database. */
export function uniqueIds(most: number) {
  return z
    .array(z.uuid().toLowerCase())
    .min(1)
    .max(most)
    .transform((ids) => [...new Set(ids)]);
}
