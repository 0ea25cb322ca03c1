import { expect, test } from "vitest";
import { explain, nodesOf } from "@/lib/testing/database/explain";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import { contactsQuery } from "./write-contacts";

const LIMITS = { idleMs: 3_600_000, maxAgeMs: 43_200_000 };

/* Negative control: a statement that compares the keys in lower case cannot use the index. */
test("writing contact of two sessions among 20 000 uses the index of the keys", async () => {
  const now = new Date("2026-11-02T12:00:00Z");
  await fillDatabase(process.env.MIGRATION_DATABASE_URL, { users: 1_000, sessions: 20_000, open: 500, now });
  const contact = { contactAt: 0, activity: null, ipAddress: "198.51.100.7", userAgent: null };
  const contacts = ["a", "b"].map((sessionKeyHash) => ({ ...contact, sessionKeyHash }));
  const nodes = nodesOf(await explain(contactsQuery(contacts, LIMITS, 1_000)));
  const scans = nodes.filter((node) => node["Relation Name"] === "user_session");
  expect(scans.map((node) => node["Index Name"])).toContain("user_session_session_key_key");
  expect(scans.map((node) => node["Node Type"])).not.toContain("Seq Scan");
});
