import { Prisma } from "@/lib/db/client";

/**
 * Pages of a long list. The ten-thousandth costs what the first does: a page begins after a row, or ends
 * before one, instead of at a number. That row is its anchor; without one, the page is the first.
 */

/** A column that rows are sorted by, and the anchor's value of it. */
export interface KeysetKey<Row> {
  column: Prisma.Sql;
  of: (cursorRow: Row) => Prisma.Sql;
}

export interface KeysetOrder<Row> {
  /** The last is an id, so that no two rows are equal. */
  keys: KeysetKey<Row>[];
  descending: boolean;
}

interface PageView {
  /** Not null: the page ends before the anchor. */
  before: string | null;
  pageSize: number;
}

interface ListedRows {
  table: Prisma.Sql;
  /** The name of a row in the keys and in what follows. */
  alias: Prisma.Sql;
  isListed: Prisma.Sql;
  /** Whether few rows are listed. */
  few: boolean;
  /** The columns of which the keys and `select` are made. */
  columns: Prisma.Sql;
  select: Prisma.Sql;
}

/**
 * The rows of a page, from the anchor on, and one more that tells {@link takePage} whether there are others.
 *
 * @returns the order of these rows too, for a query around it
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
  // Few are looked up and then sorted; of many, the page's are near at hand in its order.
  const rows = few
    ? Prisma.sql`WITH listed AS MATERIALIZED (SELECT ${columns} FROM ${table} AS ${alias} WHERE ${isListed})
      SELECT ${select} FROM listed AS ${alias} WHERE ${afterCursor}`
    : Prisma.sql`SELECT ${select} FROM ${table} AS ${alias} WHERE ${isListed} AND ${afterCursor}`;
  return { page: Prisma.sql`${rows} ORDER BY ${order} LIMIT ${view.pageSize + 1}`, order };
}

/** The rows of a page in the list's order, and whether there are others before and after them. */
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
