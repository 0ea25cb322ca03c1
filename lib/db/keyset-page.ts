import { Prisma } from "@/lib/db/client";

/**
 * Pages of a long list. The ten-thousandth costs what the first does: a page begins after a row, or ends
 * before one, instead of at a number. That row is its anchor; without one, the page is the first.
 */

/** A column that rows are sorted by, and the anchor's value of it. */
export interface KeysetKey<Anchor> {
  column: Prisma.Sql;
  of: (anchor: Anchor) => Prisma.Sql;
}

export interface KeysetOrder<Anchor> {
  /** The last is an id, so that no two rows are equal. */
  keys: KeysetKey<Anchor>[];
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
export function keysetQuery<Anchor>(
  { table, alias, isListed, few, columns, select }: ListedRows,
  { keys, descending }: KeysetOrder<Anchor>,
  view: PageView,
  anchor: Anchor | null,
): { page: Prisma.Sql; order: Prisma.Sql } {
  const [direction, than] =
    descending === isBackward(view, anchor)
      ? [Prisma.sql`ASC`, Prisma.sql`>`]
      : [Prisma.sql`DESC`, Prisma.sql`<`];
  const order = Prisma.join(keys.map(({ column }) => Prisma.sql`${column} ${direction}`));
  const beyond = anchor
    ? Prisma.sql`(${Prisma.join(keys.map(({ column }) => column))}) ${than} (${Prisma.join(keys.map(({ of }) => of(anchor)))})`
    : Prisma.sql`true`;
  // Few are looked up and then sorted; of many, the page's are near at hand in its order.
  const rows = few
    ? Prisma.sql`WITH listed AS MATERIALIZED (SELECT ${columns} FROM ${table} AS ${alias} WHERE ${isListed})
      SELECT ${select} FROM listed AS ${alias} WHERE ${beyond}`
    : Prisma.sql`SELECT ${select} FROM ${table} AS ${alias} WHERE ${isListed} AND ${beyond}`;
  return { page: Prisma.sql`${rows} ORDER BY ${order} LIMIT ${view.pageSize + 1}`, order };
}

/** The rows of a page in the list's order, and whether there are others before and after them. */
export function takePage<Row>(found: Row[], view: PageView, anchor: unknown) {
  const backward = isBackward(view, anchor);
  const more = found.length > view.pageSize;
  const rows = found.slice(0, view.pageSize);
  if (backward) rows.reverse();
  return { rows, hasPrevious: backward ? more : anchor !== null, hasNext: backward || more };
}

function isBackward({ before }: PageView, anchor: unknown): boolean {
  return anchor !== null && before !== null;
}
