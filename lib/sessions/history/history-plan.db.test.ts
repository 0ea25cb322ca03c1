import { beforeAll, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { explain, nodesOf } from "@/lib/testing/database/explain";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import { owner } from "@/lib/testing/database/owner";
import { DEFAULT_HISTORY_VIEW, HISTORY_SORTS, type HistoryView, MAX_COUNTED_SESSIONS } from "./history-view";
import { historyQuery } from "./list-history";

/*
 * Every sort and filter of the history uses an index, with 200 000 sessions, on the first page and on one in
 * the middle. The tests read the plan, not the time. Negative control: without any one of the indexes of
 * migration `history`, one of them fails.
 */

const limits = { idleMs: 3_600_000, maxAgeMs: 43_200_000 };
const now = new Date("2026-11-02T12:00:00Z");

beforeAll(async () => {
  await fillDatabase(process.env.MIGRATION_DATABASE_URL, { users: 2_000, sessions: 200_000, open: 200, now });
  // Forty sessions with rare values, for each filter that has an index.
  await prisma.$executeRaw`
    UPDATE user_session SET ip_address = '203.0.113.9', user_agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
      end_reason = 'MAX_AGE'
    WHERE id IN (SELECT id FROM user_session WHERE logout_time IS NOT NULL ORDER BY id LIMIT 40)`;
  await owner.$executeRaw`ANALYZE user_session`;
}, 120_000);

test.each(HISTORY_SORTS)(
  "a page sorted by %s is read from an index without sorting, first page or middle",
  async (sort) => {
    const [middle] = await prisma.userSession.findMany({
      orderBy: { loginTime: "desc" },
      skip: 100_000,
      take: 1,
      select: { id: true, loginTime: true, logoutTime: true },
    });
    for (const cursorRow of [null, middle ?? null]) {
      const nodes = await nodesOfPage({ sort }, MAX_COUNTED_SESSIONS, cursorRow);
      expect(nodes.map((node) => node["Node Type"])).not.toContain("Sort");
      expect(nodes.map((node) => node["Node Type"])).not.toContain("Seq Scan");
    }
  },
);

test.each<[Partial<HistoryView>, string]>([
  [{ state: "MAX_AGE" }, "user_session_reason_idx"],
  [{ state: "open" }, "user_session_open"],
  [{ browser: "firefox" }, "user_session_browser_idx"],
  [{ system: "linux" }, "user_session_system_idx"],
  [{ address: "203.0.113.9" }, "user_session_address_idx"],
  [{ address: "203.0.113.0/24" }, "user_session_address_idx"],
  [{ user: "63a9f0ea-7bb9-4050-996b-649e85481845" }, "user_session_user_id_login_time_id_idx"],
  [{ from: "2026-10-31", to: "2026-10-31" }, "user_session_login_time_id_idx"],
  [{ q: "jean 16" }, "app_user_search_text_idx"],
])("the few sessions that match %j are found by %s", async (filter, index) => {
  const nodes = await nodesOfPage(filter, 40, null);
  expect(nodes.map((node) => node["Index Name"]).join()).toContain(index);
  const read = nodes.filter((node) => node["Node Type"] === "Seq Scan").map((node) => node["Relation Name"]);
  expect(read).not.toContain("user_session");
});

async function nodesOfPage(
  view: Partial<HistoryView>,
  total: number,
  cursorRow: { id: string; loginTime: Date; logoutTime: Date | null } | null,
) {
  const query = historyQuery({ ...DEFAULT_HISTORY_VIEW, ...view }, { limits, now, total, cursorRow });
  return nodesOf(await explain(query));
}
