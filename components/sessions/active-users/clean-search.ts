import { MAX_SEARCH_LENGTH } from "@/lib/search-text";

/** Turns typed or pasted text into a search: on one line, and at most `MAX_SEARCH_LENGTH` characters long. */
export function cleanSearch(typed: string): string {
  return typed
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, MAX_SEARCH_LENGTH)
    .trim();
}
