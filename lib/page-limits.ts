/** The largest number of a page: keeps OFFSET within what PostgreSQL counts in. */
export const MAX_PAGE = 1_000_000;

/** The most rows that a page of a list may have. */
export const MAX_PAGE_SIZE = 100;
