import { expect, test } from "vitest";
import { Prisma } from "@/lib/db/client";
import { keysetQuery, takePage } from "./keyset-page";

const cursorRow = { name: "Marie", id: 7 };
const PAGE = {
  first: [{ before: null, pageSize: 2 }, null],
  after: [{ before: null, pageSize: 2 }, cursorRow],
  before: [{ before: "7", pageSize: 2 }, cursorRow],
  // The cursor row, before which the page should end, does not exist any more.
  lost: [{ before: "7", pageSize: 2 }, null],
} as const;

test.each<[keyof typeof PAGE, number[], object]>([
  ["first", [1, 2], { rows: [1, 2], hasPrevious: false, hasNext: false }],
  ["first", [1, 2, 3], { rows: [1, 2], hasPrevious: false, hasNext: true }],
  ["first", [], { rows: [], hasPrevious: false, hasNext: false }],
  ["after", [1, 2], { rows: [1, 2], hasPrevious: true, hasNext: false }],
  ["after", [1, 2, 3], { rows: [1, 2], hasPrevious: true, hasNext: true }],
  ["before", [6, 5], { rows: [5, 6], hasPrevious: false, hasNext: true }],
  ["before", [6, 5, 4], { rows: [5, 6], hasPrevious: true, hasNext: true }],
  ["lost", [1, 2, 3], { rows: [1, 2], hasPrevious: false, hasNext: true }],
])("the %s page with the found rows %j is %j", (page, found, expected) => {
  const [view, from] = PAGE[page];
  expect(takePage(found, view, from)).toEqual(expected);
});

const LISTED = {
  table: Prisma.sql`person`,
  alias: Prisma.sql`p`,
  isListed: Prisma.sql`here`,
  columns: Prisma.sql`name, id`,
  select: Prisma.sql`id`,
};

test.each<[keyof typeof PAGE, boolean, string, string]>([
  ["first", false, "name ASC,id ASC", "true"],
  ["first", true, "name DESC,id DESC", "true"],
  ["after", false, "name ASC,id ASC", "(name,id) > ($1,$2)"],
  ["after", true, "name DESC,id DESC", "(name,id) < ($1,$2)"],
  ["before", false, "name DESC,id DESC", "(name,id) < ($1,$2)"],
  ["before", true, "name ASC,id ASC", "(name,id) > ($1,$2)"],
  ["lost", false, "name ASC,id ASC", "true"],
])("the %s page, descending: %j, is read in the order %s where %s", (page, descending, order, beyond) => {
  const [view, from] = PAGE[page];
  const keys = [
    { column: Prisma.sql`name`, of: ({ name }: typeof cursorRow) => Prisma.sql`${name}` },
    { column: Prisma.sql`id`, of: ({ id }: typeof cursorRow) => Prisma.sql`${id}` },
  ];
  for (const few of [false, true]) {
    const query = keysetQuery({ ...LISTED, few }, { keys, descending }, view, from);
    expect(query.order.text).toBe(order);
    const limit = from ? "$3" : "$1";
    expect(query.page.text.replace(/\s+/g, " ")).toBe(
      few
        ? `WITH listed AS MATERIALIZED (SELECT name, id FROM person AS p WHERE here) SELECT id FROM listed AS p WHERE ${beyond} ORDER BY ${order} LIMIT ${limit}`
        : `SELECT id FROM person AS p WHERE here AND ${beyond} ORDER BY ${order} LIMIT ${limit}`,
    );
    expect(query.page.values).toEqual([...(from ? ["Marie", 7] : []), 3]);
  }
});
