export const MAX_SEARCH_LENGTH = 100;

/**
 * Returns whether a list can be searched for a text. PostgreSQL rejects NUL, and users do not type the
 * other control characters.
 */
export function isSearchText(text: string): boolean {
  return text.length <= MAX_SEARCH_LENGTH && !/\p{Cc}/u.test(text);
}
