import { beforeAll, expect, test } from "vitest";
import { Prisma, prisma } from "@/lib/db/client";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import { owner } from "@/lib/testing/database/owner";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { SYSTEM } from "@/lib/viewer";
import { ACCOUNT_SORTS, type AccountsView, DEFAULT_ACCOUNTS_VIEW } from "./accounts-view";
import { accountsQuery, listAccounts } from "./list-accounts";

const DAY_MS = 24 * 3600_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
const view = (given: Partial<AccountsView>): AccountsView => ({ ...DEFAULT_ACCOUNTS_VIEW, ...given });
const namesOf = async (given: Partial<AccountsView>) =>
  (await listAccounts(SYSTEM, view(given))).rows.map(({ name }) => name);

beforeAll(async () => {
  const anna = await makeUser({ name: "Anna", role: "ADMIN" });
  const bruno = await makeUser({ name: "Bruno", disabledAt: new Date() });
  const carla = await makeUser({ name: "Carla", role: "DIRECTEUR" });
  const denis = await makeUser({ name: "Denis" });
  const old = await makeUser({ name: "Élise" });
  await prisma.user.update({ where: { id: denis.id }, data: { passwordHash: null } });
  await owner.user.update({ where: { id: old.id }, data: { createdAt: daysAgo(100) } });
  await prisma.activationCode.create({
    data: { userId: denis.id, codeHash: "c", createdAt: new Date(), expiresAt: daysAgo(-7) },
  });
  await makeSession(anna, { loginTime: daysAgo(0) });
  await makeSession(bruno, { loginTime: daysAgo(50), logoutTime: daysAgo(49) });
  await makeSession(carla, { loginTime: daysAgo(20), logoutTime: daysAgo(19) });
});

test.each<[Partial<AccountsView>, string[]]>([
  [{}, ["Anna", "Bruno", "Carla", "Denis", "Élise"]],
  [{ sort: "-name" }, ["Élise", "Denis", "Carla", "Bruno", "Anna"]],
  [{ sort: "role" }, ["Anna", "Carla", "Bruno", "Denis", "Élise"]],
  [{ sort: "-lastLogin", q: "a" }, ["Anna"]],
  [{ sort: "-created", accountStatus: "active", role: "SECRETAIRE" }, ["Élise"]],
  [{ q: "elise" }, ["Élise"]],
  [{ role: "DIRECTEUR" }, ["Carla"]],
  [{ accountStatus: "active" }, ["Anna", "Carla", "Élise"]],
  [{ accountStatus: "pending" }, ["Denis"]],
  [{ accountStatus: "disabled" }, ["Bruno"]],
  [{ accountStatus: "disabled", role: "ADMIN" }, []],
  [{ notSeenDays: 10 }, ["Bruno", "Carla", "Élise"]],
  [{ notSeenDays: 30 }, ["Bruno", "Élise"]],
  [{ notSeenDays: 90 }, ["Élise"]],
])("the view %j lists %j", async (given, names) => {
  expect(await namesOf(given)).toEqual(names);
  expect((await listAccounts(SYSTEM, view(given))).total).toBe(names.length);
});

test("a row has the status of the account, and a pending one the expiry of its code", async () => {
  const { rows } = await listAccounts(SYSTEM, view({ accountStatus: "pending" }));
  expect(rows).toEqual([
    expect.objectContaining({
      name: "Denis",
      accountStatus: "pending",
      codeExpiresAt: expect.stringMatching(/T/),
      lastLogin: null,
    }),
  ]);
});

test.each(ACCOUNT_SORTS)(
  "sorted by %s, pages of two list every user once, forwards and backwards",
  async (sort) => {
    const all = (await listAccounts(SYSTEM, view({ sort }))).rows.map(({ userId }) => userId);
    const pages = Math.ceil(all.length / 2);
    let page = await listAccounts(SYSTEM, view({ sort, pageSize: 2 }));
    expect(page.hasPrevious).toBe(false);
    const forwards = [page.rows.map(({ userId }) => userId)];
    while (page.hasNext && forwards.length < pages) {
      page = await listAccounts(SYSTEM, view({ sort, pageSize: 2, after: page.rows.at(-1)?.userId ?? "" }));
      expect(page.hasPrevious).toBe(true);
      forwards.push(page.rows.map(({ userId }) => userId));
    }
    expect(page.hasNext).toBe(false);
    expect(forwards.flat()).toEqual(all);
    const backwards: string[][] = [forwards.at(-1) ?? []];
    while (page.hasPrevious && backwards.length < pages) {
      page = await listAccounts(SYSTEM, view({ sort, pageSize: 2, before: page.rows[0]?.userId ?? "" }));
      expect(page.hasNext).toBe(true);
      backwards.unshift(page.rows.map(({ userId }) => userId));
    }
    expect(page.hasPrevious).toBe(false);
    expect(backwards).toEqual(forwards);
  },
);

test("a page after an invalid or unknown user is the first page", async () => {
  for (const after of ["nonsense", crypto.randomUUID()]) {
    expect(await namesOf({ after, pageSize: 1 })).toEqual(["Anna"]);
  }
});

test("with 20 000 users pages are read by an index, and the count of a search stops at its limit", async () => {
  await fillDatabase(process.env.MIGRATION_DATABASE_URL, {
    users: 20_000,
    sessions: 20_000,
    open: 10,
    now: new Date(),
  });
  expect((await listAccounts(SYSTEM, view({}))).total).toBe(20_005);
  expect((await listAccounts(SYSTEM, view({ q: "jean" }))).total).toBe(1_000);
  const middle = (await listAccounts(SYSTEM, view({ q: "user10009" }))).rows[0];
  const cursorRow = middle && {
    userId: middle.userId,
    name: middle.name,
    role: middle.role,
    lastLogin: middle.lastLogin ? new Date(middle.lastLogin) : null,
    createdAt: new Date(middle.createdAt),
  };
  expect(cursorRow).toBeDefined();
  for (const sort of ACCOUNT_SORTS) {
    const after = view({ sort, after: cursorRow?.userId ?? "" });
    const plan = await explain(
      accountsQuery(after, { now: new Date(), total: 20_005, cursorRow: cursorRow ?? null }),
    );
    expect(plan, sort).not.toMatch(/Seq Scan on app_user/);
    expect(plan, sort).toMatch(/Index (Only )?Scan (Backward )?using app_user_(name|role|seen|created)/);
    expect(plan, `${sort}: from the cursor row on`).toMatch(/Index Cond: \(ROW\(/);
  }
  for (const given of [
    { q: "user10009" },
    { accountStatus: "disabled" as const },
    { accountStatus: "pending" as const, role: "ADMIN" as const },
    { notSeenDays: 400 },
  ]) {
    const plan = await explain(accountsQuery(view(given), { now: new Date(), total: 3, cursorRow: null }));
    expect(plan, JSON.stringify(given)).not.toMatch(/Seq Scan on app_user/);
  }
});

async function explain(query: Prisma.Sql): Promise<string> {
  const lines = await prisma.$queryRaw<{ "QUERY PLAN": string }[]>(Prisma.sql`EXPLAIN ${query}`);
  return lines.map((line) => line["QUERY PLAN"]).join("\n");
}
