/** Largest page number. It keeps OFFSET within the integers of PostgreSQL. */
export const MAX_PAGE = 1_000_000;

/** Maximum number of rows on a page of a list. */
export const MAX_PAGE_SIZE = 100;
