import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { databaseNow } from "@/lib/db/clock";
import { ROLES } from "@/lib/roles";
import { expireSessions } from "@/lib/sessions/maintenance/expire-sessions";
import { PRESENCES } from "@/lib/sessions/presence";
import type { UserRow } from "@/lib/sessions/session-row";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import type { Admin } from "@/lib/viewer";
import { readActiveUsers } from "./read-active-users";
import { DEFAULT_USERS_VIEW, parseSort, SORTS, type UsersView } from "./users-view";

const MINUTE_MS = 60_000;
const limits = { idleMs: 60 * MINUTE_MS, maxAgeMs: 12 * 60 * MINUTE_MS };
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);
const admin: Admin = { userId: "", sessionId: "", sessionKeyHash: "", username: "", name: "", role: "ADMIN" };

beforeEach(deleteAllUsers);

const read = (view: Partial<UsersView>) => readActiveUsers(admin, { ...DEFAULT_USERS_VIEW, ...view }, limits);

test("the pages of each sort and filter together equal the filtered and sorted whole list", async () => {
  const history = fc.array(
    fc.record({
      loginMinutes: fc.constantFrom(20, 50, 300, 800),
      activityMinutes: fc.constantFrom(0, 10, 70),
      ended: fc.boolean(),
      address: fc.constantFrom("10.0.0.9", "10.0.0.10", "192.0.2.1", "2001:db8::1"),
    }),
    { maxLength: 2 },
  );
  const user = fc.record({
    name: fc.constantFrom("Élan", "Eve", "eau", "Zoé"),
    role: fc.constantFrom(...ROLES),
    history,
  });
  const view = fc.record({
    sort: fc.constantFrom(...SORTS),
    status: fc.constantFrom(null, null, ...PRESENCES),
    role: fc.constantFrom(null, null, ...ROLES),
    q: fc.constantFrom("", "", "el", "elan", "10.0"),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(user, { maxLength: 9 }),
      fc.array(view, { minLength: 4, maxLength: 6 }),
      async (users, views) => {
        await deleteAllUsers();
        for (const { history: sessions, ...given } of users) await insertUser(given, sessions);
        // The sort by logout uses written ends only.
        await expireSessions(limits, await databaseNow());
        const allRows = (await read({ pageSize: 100 })).users.rows;
        expect(allRows).toHaveLength(users.length);
        for (const each of views) {
          const expected = allRows.filter((row) => isFound(row, each));
          const shown = await readPages(each);
          expect(shown.map(idOf).sort(), JSON.stringify(each)).toEqual(expected.map(idOf).sort());
          expect(isSorted(shown, each), `${JSON.stringify(each)} ${JSON.stringify(shown)}`).toBe(true);
        }
      },
    ),
    { numRuns: 20 },
  );
}, 60_000);

const idOf = (row: UserRow) => row.userId;

async function insertUser(
  given: { name: string; role: UserRow["role"] },
  sessions: { loginMinutes: number; activityMinutes: number; ended: boolean; address: string }[],
) {
  const user = await makeUser(given);
  for (const { loginMinutes, activityMinutes, ended, address: ipAddress } of sessions) {
    const loginTime = ago(loginMinutes);
    const lastActivityAt = ago(Math.min(activityMinutes, loginMinutes));
    const open = { loginTime, lastActivityAt, lastContactAt: lastActivityAt, ipAddress };
    await makeSession(user, ended ? { ...open, logoutTime: ago(1) } : open);
  }
}

async function readPages(view: Partial<UsersView>): Promise<UserRow[]> {
  const pageSize = 3;
  const first = (await read({ ...view, pageSize })).users;
  const rows = [...first.rows];
  for (let page = 2; page <= Math.ceil(first.total / pageSize); page++) {
    rows.push(...(await read({ ...view, pageSize, page })).users.rows);
  }
  expect(rows).toHaveLength(first.total);
  return rows;
}

function isFound(row: UserRow, { q, role, status }: Pick<UsersView, "q" | "role" | "status">): boolean {
  const words = [
    row.name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase(),
    row.username,
    row.ipAddress ?? "",
  ];
  const found =
    q.length < 3 ? words.some((word) => word.startsWith(q)) : words.some((word) => word.includes(q));
  return found && (role === null || row.role === role) && (status === null || row.status === status);
}

/**
 * Returns whether each row is in order with the next. Users who never connected come last in both directions.
 */
function isSorted(rows: UserRow[], { sort }: Pick<UsersView, "sort">): boolean {
  const { key, descending } = parseSort(sort);
  return rows.slice(1).every((row, before) => {
    const previous = rows[before];
    if (!previous) return false;
    if (key !== "name" && key !== "role" && key !== "status") {
      if (previous.lastLogin === null) return row.lastLogin === null;
      if (row.lastLogin === null) return true;
    }
    const order = compare(previous, row, key);
    return descending ? order >= 0 : order <= 0;
  });
}

function compare(a: UserRow, b: UserRow, key: ReturnType<typeof parseSort>["key"]): number {
  switch (key) {
    case "name":
      return a.name.localeCompare(b.name, "fr");
    case "role":
      return ROLES.indexOf(a.role) - ROLES.indexOf(b.role);
    case "status":
      return PRESENCES.indexOf(a.status) - PRESENCES.indexOf(b.status);
    case "lastLogin":
      return order(a.lastLogin, b.lastLogin);
    case "ipAddress":
      return order(sortable(a.ipAddress), sortable(b.ipAddress));
    case "logout":
      return order(a.logoutTime, b.logoutTime);
  }
}

const order = (a: string | null, b: string | null) => (a === b ? 0 : (a ?? "~") < (b ?? "~") ? -1 : 1);

function sortable(address: string | null): string | null {
  return address?.replaceAll(/\d+/g, (digits) => digits.padStart(4, "0")) ?? null;
}

test("sorted by logout, connected users count as latest, and those who never connected come last", async () => {
  const [early, late, here, never] = [
    await makeUser({ name: "Early" }),
    await makeUser({ name: "Late" }),
    await makeUser({ name: "Here" }),
    await makeUser({ name: "Never" }),
  ];
  await makeSession(early, { loginTime: ago(50), logoutTime: ago(40) });
  await makeSession(late, { loginTime: ago(50), logoutTime: ago(30) });
  await makeSession(here, { loginTime: ago(50), lastActivityAt: ago(1) });
  const names = async (sort: UsersView["sort"]) => (await read({ sort })).users.rows.map((row) => row.name);
  expect(await names("logout")).toEqual(["Early", "Late", "Here", "Never"]);
  expect(await names("-logout")).toEqual(["Here", "Late", "Early", "Never"]);
  expect(never.name).toBe("Never");
});
