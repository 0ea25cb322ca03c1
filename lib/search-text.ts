export const MAX_SEARCH_LENGTH = 100;

/** Whether a list can be searched for it. PostgreSQL takes no NUL, and nobody writes the other signs that are not seen. */
export function isSearchText(text: string): boolean {
  return text.length <= MAX_SEARCH_LENGTH && !/\p{Cc}/u.test(text);
}
