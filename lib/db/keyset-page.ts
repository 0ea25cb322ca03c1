import { Prisma } from "@/lib/db/client";

/*
 * Keyset pagination. A page begins after a cursor row or ends before it, instead of at an offset, so that
 * every page of a long list costs as much as the first one. Without a cursor row, the page is the first.
 */

/** A column by which rows are sorted. */
export interface KeysetKey<Row> {
  column: Prisma.Sql;
  /** Returns the value of the column in the cursor row, with the cast that the comparison needs. */
  of: (cursorRow: Row) => Prisma.Sql;
}

export interface KeysetOrder<Row> {
  /** Sort keys; the last one is an id, so that no two rows are equal. */
  keys: KeysetKey<Row>[];
  /** Direction of all keys. */
  descending: boolean;
}

interface PageView {
  /** Not null: the page ends before the cursor row; null: it begins after it. */
  before: string | null;
  /** Number of rows of a full page. */
  pageSize: number;
}

interface ListedRows {
  table: Prisma.Sql;
  /** Name of a row in the keys, in `isListed`, in `columns` and in `select`. */
  alias: Prisma.Sql;
  /** Condition for a row to be in the list. */
  isListed: Prisma.Sql;
  /** Whether few rows are in the list. It decides only how they are read. */
  few: boolean;
  /** Columns that the keys and `select` use. */
  columns: Prisma.Sql;
  /** Selected columns of the page. */
  select: Prisma.Sql;
}

/**
 * Builds the query of a page. It reads one row more than the page has, by which {@link takePage} knows
 * whether more rows follow. A page that ends before its cursor row is read backwards, from the cursor row on.
 *
 * @param cursorRow - null for the first page, and when the row that the address names does not exist any more
 * @returns `page`, and the `order` of its rows for a query around it; their columns keep the alias
 */
export function keysetQuery<Row>(
  { table, alias, isListed, few, columns, select }: ListedRows,
  { keys, descending }: KeysetOrder<Row>,
  view: PageView,
  cursorRow: Row | null,
): { page: Prisma.Sql; order: Prisma.Sql } {
  const [direction, than] =
    descending === isBackward(view, cursorRow)
      ? [Prisma.sql`ASC`, Prisma.sql`>`]
      : [Prisma.sql`DESC`, Prisma.sql`<`];
  const order = Prisma.join(keys.map(({ column }) => Prisma.sql`${column} ${direction}`));
  const afterCursor = cursorRow
    ? Prisma.sql`(${Prisma.join(keys.map(({ column }) => column))}) ${than} (${Prisma.join(keys.map(({ of }) => of(cursorRow)))})`
    : Prisma.sql`true`;
  // Few rows: find all of them by the filter's index, then sort. Many rows: read along the order's index,
  // where the page's rows come soon. MATERIALIZED keeps PostgreSQL from choosing the second way for few rows.
  const rows = few
    ? Prisma.sql`WITH listed AS MATERIALIZED (SELECT ${columns} FROM ${table} AS ${alias} WHERE ${isListed})
      SELECT ${select} FROM listed AS ${alias} WHERE ${afterCursor}`
    : Prisma.sql`SELECT ${select} FROM ${table} AS ${alias} WHERE ${isListed} AND ${afterCursor}`;
  return { page: Prisma.sql`${rows} ORDER BY ${order} LIMIT ${view.pageSize + 1}`, order };
}

/**
 * Returns the rows of a page in the order of the list, and whether rows exist before and after them.
 *
 * @param found - the rows of {@link keysetQuery}: up to `pageSize + 1`, backwards for a page before its
 *   cursor row
 * @param cursorRow - the same as for the query. A page after it has a previous page, and one before it has a
 *   next page: that of the cursor row.
 */
export function takePage<Row>(found: Row[], view: PageView, cursorRow: unknown) {
  const backward = isBackward(view, cursorRow);
  const more = found.length > view.pageSize;
  const rows = found.slice(0, view.pageSize);
  if (backward) rows.reverse();
  return { rows, hasPrevious: backward ? more : cursorRow !== null, hasNext: backward || more };
}

function isBackward({ before }: PageView, cursorRow: unknown): boolean {
  return cursorRow !== null && before !== null;
}
