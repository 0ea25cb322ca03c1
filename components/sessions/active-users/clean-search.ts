import { MAX_SEARCH_LENGTH } from "@/lib/search-text";

/** What somebody typed or pasted, as a search: on one line, and no longer than one may be. */
export function cleanSearch(typed: string): string {
  return typed
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, MAX_SEARCH_LENGTH)
    .trim();
}
