import { expect, test } from "vitest";
import { Prisma } from "@/lib/db/client";
import { explain, nodesOf } from "@/lib/testing/database/explain";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import { sessionOfAnyKey } from "./session-of-any-key";

/* Negative control: one condition with OR over a join of both tables reads every session. */
test("finding a session by its present or a former key reads no whole table of sessions", async () => {
  const now = new Date("2026-11-02T12:00:00Z");
  await fillDatabase(process.env.MIGRATION_DATABASE_URL, { users: 1_000, sessions: 20_000, open: 500, now });
  const query = Prisma.sql`SELECT login_time FROM user_session WHERE id = ${sessionOfAnyKey("a".repeat(64))}`;
  const nodes = nodesOf(await explain(query));
  const scans = nodes.filter((node) => node["Relation Name"] === "user_session");
  expect(scans.map((node) => node["Index Name"]).toSorted()).toEqual([
    "user_session_pkey",
    "user_session_session_key_key",
  ]);
});
