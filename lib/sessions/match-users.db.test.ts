import { beforeEach, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { readActiveUsers } from "@/lib/sessions/active-users/read-active-users";
import { DEFAULT_USERS_VIEW } from "@/lib/sessions/active-users/users-view";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import type { Admin } from "@/lib/viewer";

const limits = { idleMs: 3_600_000, maxAgeMs: 43_200_000 };
const admin: Admin = { userId: "", sessionId: "", sessionKeyHash: "", username: "", name: "", role: "ADMIN" };

beforeEach(deleteAllUsers);

const read = ({ q }: { q: string }) => readActiveUsers(admin, { ...DEFAULT_USERS_VIEW, q }, limits);

test.each([
  ["Élan", ["Marie-Élan"]],
  ["elan", ["Marie-Élan"]],
  ["ELAN marie", ["Marie-Élan"]],
  ["oeuvre", ["Œuvre Sœur"]],
  ["ŒUV", ["Œuvre Sœur"]],
  ["s", ["Œuvre Sœur"]], // one letter matches only where a word begins
  ["%", ["100 % Paul_"]],
  ["ul_", ["100 % Paul_"]],
  ["él", ["Marie-Élan"]], // a word also begins after a hyphen
  ["paul_", ["100 % Paul_"]],
  ["\\", []],
  ["198.51", ["Marie-Élan"]],
  ["51.100", ["Marie-Élan"]],
  ["marie oeuvre", []],
  ["\u0301", []], // an accent alone
  ["हिन्दी", []],
  ["' OR 1=1 --", []],
])("a search for %j finds %j", async (q, expected) => {
  const marie = await makeUser({ name: "Marie-Élan", username: "m.1" });
  await makeUser({ name: "Œuvre Sœur", username: "o.1" });
  await makeUser({ name: "100 % Paul_", username: "p.1" });
  await makeSession(marie, { ipAddress: "198.51.100.7" });
  const { users, counts } = await read({ q });
  expect(users.rows.map((row) => row.name)).toEqual(expected);
  expect(users.total).toBe(expected.length);
  expect(counts.users).toBe(3);
});

test("a search finds the new address of an open session at once", async () => {
  const user = await makeUser();
  const { id } = await makeSession(user, { ipAddress: "192.0.2.1" });
  await prisma.userSession.update({ where: { id }, data: { ipAddress: "203.0.113.5" } });
  expect((await read({ q: "203.0.113.5" })).users.rows).toMatchObject([
    { userId: user.id, ipAddress: "203.0.113.5" },
  ]);
});
