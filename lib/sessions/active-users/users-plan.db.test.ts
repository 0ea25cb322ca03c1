import { beforeAll, expect, test } from "vitest";
import type { Prisma } from "@/lib/db/client";
import { STATUSES } from "@/lib/sessions/presence";
import { explain, nodesOf, type PlanNode } from "@/lib/testing/database/explain";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import { matchesQuery } from "./count-matches";
import { usersQuery } from "./list-users";
import { segmentsOf, slicePage } from "./users-segments";
import { SORTS, type UsersView } from "./users-view";

/*
 * Every filter, search and sort of the table of all users goes through an index, at 100 000 people. The plan is read, not the clock.
 * Negative control: drop any of the indexes of the migration `people_at_a_glance`, and some of these turn red.
 */

const USERS = 100_000;
const limits = { idleMs: 3_600_000, maxAgeMs: 43_200_000 };
const now = new Date("2026-11-02T12:00:00Z");

beforeAll(
  () => fillDatabase(process.env.DATABASE_URL, { users: USERS, sessions: 100_000, open: 200, now }),
  120_000,
);

const counts = { users: USERS, online: 150, away: 50, offline: 79_800, never: 20_000 };

const filters = SORTS.flatMap((sort) =>
  [null, ...STATUSES].flatMap((status) => ([null, "ADMIN"] as const).map((role) => ({ sort, status, role }))),
);
const searches = ["jean", "jean 10.1", "m", "10.1.2"]; // who is found is sorted afterwards, the order changes nothing

test("a page in every order, with every filter, and one far down", async () => {
  for (const filter of filters) {
    await checkPage({ q: "", ...filter }, 0);
    const few = filter.status === "online" || filter.status === "away";
    await checkPage({ q: "", ...filter }, few ? 25 : 500);
  }
}, 60_000);

test.each(searches)("a page of the search %j, and its total", async (q) => {
  for (const role of [null, "DIRECTEUR"] as const) {
    await checkPlan(matchesQuery({ q, role }, limits, now), { q, role });
    await checkPage({ q, role, sort: "-status", status: null }, 0);
    await checkPage({ q, role, sort: "ipAddress", status: "offline" }, 0);
  }
});

async function checkPage(
  view: Pick<UsersView, "q" | "role" | "sort" | "status">,
  offset: number,
): Promise<void> {
  const stretches = slicePage(segmentsOf(view), counts, { offset, limit: 25 });
  await checkPlan(usersQuery(view, stretches, limits, now), view);
}

/** No table is read from end to end, and people are sorted only when they are those who are here or those found. */
async function checkPlan(query: Prisma.Sql, view: Partial<UsersView>): Promise<void> {
  const plan = await explain(query);
  const scanned = nodesOf(plan).filter((node) => node["Node Type"].endsWith("Seq Scan"));
  expect(
    scanned.map((node) => node["Relation Name"]),
    JSON.stringify(view),
  ).toEqual([]);
  if (view.q !== "") {
    const indexes = nodesOf(plan).map((node) => node["Index Name"]);
    expect(indexes, JSON.stringify(view)).toContain("app_user_search_text_idx");
    return;
  }
  const passed = nodesOf(plan).filter(
    (node) => node["Relation Name"] === "app_user" && node.Filter?.includes("role"),
  );
  expect(
    passed.length > 0 && !isOfFew(view),
    `${JSON.stringify(view)} reads past people of other roles`,
  ).toBe(false);
  for (const sort of nodesOf(plan).filter((node) => node["Node Type"] === "Sort")) {
    const whole = nodesOf(sort).filter(
      (node) => /^app_user_(?!pkey)/.test(node["Index Name"] ?? "") && !isLimited(sort, node),
    );
    expect(whole, `${JSON.stringify(view)} sorts everybody`).toEqual([]);
  }
}

/** Who is online or away is looked up one by one. */
function isOfFew({ sort, status }: Partial<UsersView>): boolean {
  return status === "online" || status === "away" || (status === null && /status$/.test(sort ?? ""));
}

/** Whether a LIMIT stands between: then it is a page that is sorted, not everybody. */
function isLimited(from: PlanNode, to: PlanNode): boolean {
  if (from === to) return false;
  if (from["Node Type"] === "Limit") return true;
  const next = from.Plans?.find((child) => nodesOf(child).includes(to));
  return next ? isLimited(next, to) : false;
}
