import { beforeAll, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import type { Cell, ExportTable } from "@/lib/exports/table/export-table";
import { FRENCH } from "@/lib/testing/exports/export-table";
import { type MadeUser, makeSession, makeUser } from "@/lib/testing/records/factories";
import { SYSTEM } from "@/lib/viewer";
import { openAccountsTable } from "./accounts";
import { openConnectionTimeTable } from "./connection-time";
import { openOwnSessionsTable, openSessionsTable } from "./sessions";
import { openUsersTable } from "./users";

const CROWD = 2_100; // more than two batches
const AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0";

let marie: MadeUser;
let gone: MadeUser;

beforeAll(async () => {
  await prisma.user.createMany({
    data: Array.from({ length: CROWD }, (_, n) => ({
      username: `crowd${n}`,
      usernameKey: `crowd${n}`,
      name: n % 2 ? "Même Nom" : `Personne ${String(n).padStart(5, "0")}`,
      role: "ARCHIVES" as const,
    })),
  });
  marie = await makeUser({ name: "Marie Noël", role: "DIRECTEUR" });
  gone = await makeUser({ name: "Jean Parti", role: "DIRECTEUR", disabledAt: new Date() });
  await makeSession(marie, { userAgent: AGENT, loginTime: new Date(Date.now() - 10 * 60_000) });
  await makeSession(marie, {
    loginTime: new Date("2025-11-02T04:30:00Z"), // 00:30 in Haiti's summer time, on a day of 25 hours
    logoutTime: new Date("2025-11-03T06:33:04Z"),
    endReason: "LOST_CONTACT",
    userAgent: AGENT,
    ipAddress: "10.7.0.9",
  });
});

async function read(table: ExportTable): Promise<Cell[][]> {
  const rows: Cell[][] = [];
  for await (const batch of table.rows()) rows.push(...batch);
  expect(rows).toHaveLength(await table.count());
  return rows;
}
const sorted = (names: unknown[]) => [...names].sort((a, b) => (String(a) < String(b) ? -1 : 1));

test.each([
  ["users", openUsersTable],
  ["accounts", openAccountsTable],
])("the list of %s has each user once, by name", async (_, exportList) => {
  const rows = await read(await exportList(SYSTEM, { role: "ARCHIVES" }, FRENCH));
  expect(new Set(rows.map(([, username]) => username)).size).toBe(CROWD);
  const names = rows.map(([name]) => name);
  expect(names).toEqual(sorted(names));
  expect(rows).toHaveLength(CROWD);
});

test("a user has the presence and the last session of this moment", async () => {
  const table = await openUsersTable(SYSTEM, { q: "marie", status: "away" }, FRENCH);
  expect(table.criteria).toEqual([
    { label: "Recherche", value: "marie" },
    { label: "État", value: "Absent" },
  ]);
  const [row] = await read(table);
  expect(row?.slice(0, 4)).toEqual(["Marie Noël", marie.username, "Directeur", "Absent"]);
  expect(row?.slice(5)).toEqual(["192.0.2.1", null, "Toujours connecté", 1]);
  expect(table.totals()).toContainEqual({ label: "Absent", kind: "count", value: 1 });
});

test("a disabled account is shown as disabled", async () => {
  const table = await openAccountsTable(SYSTEM, { accountStatus: "disabled" }, FRENCH);
  const [row, ...others] = await read(table);
  expect(others).toEqual([]);
  expect(row?.slice(0, 4)).toEqual(["Jean Parti", gone.username, "Directeur", "Désactivé"]);
});

test("a session has the times of the clock on the wall, and its duration across a clock change", async () => {
  const table = await openSessionsTable(
    SYSTEM,
    { user: marie.id, to: "2025-11-05", browser: "firefox" },
    FRENCH,
  );
  expect(table.subjectId).toBe(marie.id);
  expect(table.criteria.map(({ value }) => value)).toEqual([
    `Marie Noël (${marie.username})`,
    "05/11/2025",
    "Firefox",
  ]);
  const [row, ...others] = await read(table);
  expect(others).toEqual([]);
  expect(row).toEqual([
    "Marie Noël",
    marie.username,
    "Directeur",
    "2025-11-02T00:30:00.000-04:00",
    "2025-11-03T01:33:04.000-05:00",
    93_784_000,
    "≈",
    "Connexion perdue",
    null,
    null,
    "10.7.0.9",
    "10.7.0.9",
    "Firefox",
    "Windows",
    AGENT,
  ]);
  expect(table.totals()).toContainEqual({ label: "Somme des durées", kind: "duration", value: 93_784_000 });
});

test("the own list has the viewer's sessions only", async () => {
  const viewer = { ...marie, userId: marie.id, sessionId: crypto.randomUUID(), sessionKeyHash: "" };
  const rows = await read(await openOwnSessionsTable(viewer, {}, FRENCH));
  expect(rows.map(([, username]) => username)).toEqual([marie.username, marie.username]);
  expect(await read(await openOwnSessionsTable({ ...viewer, userId: gone.id }, {}, FRENCH))).toEqual([]);
});

test("connection time is cut at midnight; a period with too many days is rejected, not shortened", async () => {
  const asked = { user: marie.id, from: "2025-11-01", to: "2025-11-03" };
  const rows = await read(await openConnectionTimeTable(SYSTEM, asked, FRENCH));
  expect(rows.map((row) => [row[3], row[7], row[10]])).toEqual([
    ["2025-11-03", 5_584_000, 1],
    ["2025-11-02", 24.5 * 3_600_000, 1], // on a day of 25 hours
  ]);
  const tooLong = openConnectionTimeTable(SYSTEM, { from: "2025-08-01", to: "2025-11-03" }, FRENCH);
  await expect(tooLong).rejects.toMatchObject({ code: "too_large", detail: { limit: "31" } });
});

test.each([
  ["role", () => openUsersTable(SYSTEM, { role: "ADMINN" }, FRENCH)],
  ["accountStatus", () => openAccountsTable(SYSTEM, { accountStatus: "gone" }, FRENCH)],
  ["from", () => openSessionsTable(SYSTEM, { from: "2025-02-30" }, FRENCH)],
  ["address", () => openSessionsTable(SYSTEM, { address: "10.7" }, FRENCH)],
])("an invalid %s is rejected, because the file would have the whole list", async (name, opening) => {
  await expect(opening()).rejects.toMatchObject({ code: "bad_request", detail: { [name]: "invalid_value" } });
});

test("an unknown filter is rejected", async () => {
  const detail = { form: "unrecognized_keys" };
  await expect(openSessionsTable(SYSTEM, { form: "2025-11-01" }, FRENCH)).rejects.toMatchObject({ detail });
});
