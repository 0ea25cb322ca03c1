import { beforeAll, expect, test } from "vitest";
import type { Prisma } from "@/lib/db/client";
import { PRESENCES } from "@/lib/sessions/presence";
import { explain, nodesOf, type PlanNode } from "@/lib/testing/database/explain";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import { matchesQuery } from "./count-matches";
import { usersQuery } from "./list-users";
import { segmentsOf, slicePage } from "./users-segments";
import { SORTS, type UsersView } from "./users-view";

/*
 * Every filter, search and sort of the table of all users uses an index, with 100 000 users. The tests read
 * the plan, not the time. Negative control: without any one of the indexes of migration `people_at_a_glance`,
 * some of them fail.
 */

const USERS = 100_000;
const limits = { idleMs: 3_600_000, maxAgeMs: 43_200_000 };
const now = new Date("2026-11-02T12:00:00Z");

beforeAll(
  () => fillDatabase(process.env.MIGRATION_DATABASE_URL, { users: USERS, sessions: 100_000, open: 200, now }),
  120_000,
);

const counts = { users: USERS, online: 150, away: 50, offline: 79_800, never: 20_000 };

const filters = SORTS.flatMap((sort) =>
  [null, ...PRESENCES].flatMap((status) =>
    ([null, "ADMIN"] as const).map((role) => ({ sort, status, role })),
  ),
);
/** Users that are found are sorted afterwards, so two sorts are enough to test. */
const searches = ["jean", "jean 10.1", "m", "10.1.2"];

test("every sort and filter uses an index, on the first page and far down", async () => {
  for (const filter of filters) {
    await checkPage({ q: "", ...filter }, 0);
    const few = filter.status === "online" || filter.status === "away";
    await checkPage({ q: "", ...filter }, few ? 25 : 500);
  }
}, 60_000);

test.each(searches)("the search %j and its total use an index", async (q) => {
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

/** Verifies that no table is read whole, and that only connected or found users are sorted. */
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
  expect(passed.length > 0 && !isOfFew(view), `${JSON.stringify(view)} reads past users of other roles`).toBe(
    false,
  );
  for (const sort of nodesOf(plan).filter((node) => node["Node Type"] === "Sort")) {
    const whole = nodesOf(sort).filter(
      (node) => /^app_user_(?!pkey)/.test(node["Index Name"] ?? "") && !isLimited(sort, node),
    );
    expect(whole, `${JSON.stringify(view)} sorts all users`).toEqual([]);
  }
}

/** Returns whether the view has only users who are looked up one by one: those online or away. */
function isOfFew({ sort, status }: Partial<UsersView>): boolean {
  return status === "online" || status === "away" || (status === null && /status$/.test(sort ?? ""));
}

/** Returns whether a LIMIT is between both nodes: then the plan sorts a page, not all users. */
function isLimited(from: PlanNode, to: PlanNode): boolean {
  if (from === to) return false;
  if (from["Node Type"] === "Limit") return true;
  const next = from.Plans?.find((child) => nodesOf(child).includes(to));
  return next ? isLimited(next, to) : false;
}
