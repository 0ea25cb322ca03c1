import { beforeEach, expect, test } from "vitest";
import { unlockUsers } from "@/lib/accounts/unlock-users";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { makeAdmin } from "@/lib/testing/records/make-admin";
import { endInDatabase } from "@/lib/testing/records/open-session-of";
import { importUsers, planUsers } from "@/lib/user-import/import-users";
import { type Admin, SYSTEM } from "@/lib/viewer";
import { changeUsers } from "./change-users";
import { disableUsers } from "./disable-users";
import { enableUsers } from "./enable-users";
import { resetPasswords } from "./reset-passwords";

/** Disables all users of earlier tests, so that each test decides how many administrators there are. */
beforeEach(async () => {
  await prisma.user.updateMany({ data: { disabledAt: new Date() } });
});

const eventsOf = (subjectId: string) =>
  prisma.activityEvent.findMany({
    where: { subjectId, type: { startsWith: "user." } },
    orderBy: { id: "asc" },
    select: { type: true, actorId: true, sessionId: true, data: true },
  });

const endingOf = (id: string) =>
  prisma.userSession.findUniqueOrThrow({ where: { id }, select: { isActive: true, endReason: true } });

test("a change is recorded with before, after and actor; a change to equal values is not", async () => {
  const admin = await makeAdmin();
  const user = await makeUser({ name: "Mari" });
  const fields = { name: "Marie", email: "marie@bureau.ht", role: user.role };
  const changed = await prisma.$transaction((tx) =>
    changeUsers(tx, admin, [{ userId: user.id, version: 0, fields }]),
  );
  expect(changed).toEqual([user.id]);
  const data = { before: { name: "Mari", email: null }, after: { name: "Marie", email: "marie@bureau.ht" } };
  expect(await eventsOf(user.id)).toEqual([
    { type: "user.changed", actorId: admin.userId, sessionId: admin.sessionId, data },
  ]);
  const again = [{ userId: user.id, fields: { name: "Marie" } }];
  expect(await prisma.$transaction((tx) => changeUsers(tx, admin, again))).toEqual([]);
  expect(await eventsOf(user.id)).toHaveLength(1);
});

test("a new role ends the sessions of its user and of no other", async () => {
  const admin = await makeAdmin();
  const [user, other] = [await makeUser(), await makeUser()];
  const sessions = [await makeSession(user), await makeSession(user), await makeSession(other)] as const;
  const rename = { userId: other.id, fields: { name: "Autre" } };
  const promote = { userId: user.id, fields: { role: "ARCHIVES" as const } };
  await prisma.$transaction((tx) => changeUsers(tx, admin, [promote, rename]));
  expect(await endingOf(sessions[0].id)).toEqual({ isActive: false, endReason: "ROLE_CHANGED" });
  expect(await endingOf(sessions[1].id)).toEqual({ isActive: false, endReason: "ROLE_CHANGED" });
  expect(await endingOf(sessions[2].id)).toEqual({ isActive: true, endReason: null });
  expect(await eventsOf(user.id)).toEqual([
    {
      type: "user.role_changed",
      actorId: admin.userId,
      sessionId: admin.sessionId,
      data: { before: { role: "SECRETAIRE" }, after: { role: "ARCHIVES" } },
    },
  ]);
});

test("a session that was past its limits at a role change ends by its limits", async () => {
  const user = await makeUser();
  const longAgo = new Date(Date.now() - 24 * 3600_000);
  const { id } = await makeSession(user, { loginTime: longAgo });
  await prisma.$transaction((tx) =>
    changeUsers(tx, SYSTEM, [{ userId: user.id, fields: { role: "DIRECTEUR" } }]),
  );
  expect(await endingOf(id)).toEqual({ isActive: false, endReason: "LOST_CONTACT" });
});

test("of two changes to the same version, the second is rejected and changes nothing", async () => {
  const admin = await makeAdmin();
  const { id: userId } = await makeUser();
  const both = await Promise.allSettled(
    ["Une", "Deux"].map((name) =>
      prisma.$transaction((tx) => changeUsers(tx, admin, [{ userId, version: 0, fields: { name } }])),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "conflict", detail: { reason: "changed" } },
  });
  expect(await eventsOf(userId)).toHaveLength(1);
});

test("another user's username is rejected in any spelling; the user's own can change its spelling", async () => {
  const admin = await makeAdmin();
  const [user, other] = [await makeUser({ username: "marie" }), await makeUser({ username: "Jean" })];
  const rename = (username: string) =>
    prisma.$transaction((tx) => changeUsers(tx, admin, [{ userId: user.id, fields: { username } }]));
  await expect(rename("JEAN")).rejects.toMatchObject({ code: "conflict", detail: { reason: "taken" } });
  await rename("Marie");
  const stored = await prisma.user.findMany({
    where: { id: { in: [user.id, other.id] } },
    orderBy: { usernameKey: "desc" },
    select: { username: true, usernameKey: true },
  });
  expect(stored).toEqual([
    { username: "Marie", usernameKey: "marie" },
    { username: "Jean", usernameKey: "jean" },
  ]);
});

test("the last administrator who can sign in can't be demoted or disabled, even by the system", async () => {
  const admin = await makeAdmin();
  await makeUser({ role: "ADMIN" }).then(({ id }) =>
    prisma.user.update({ where: { id }, data: { passwordHash: null } }),
  );
  await makeUser({ role: "ADMIN", disabledAt: new Date() });
  const demote = [{ userId: admin.userId, fields: { role: "DIRECTEUR" as const } }];
  for (const by of [admin, SYSTEM]) {
    await expect(prisma.$transaction((tx) => changeUsers(tx, by, demote))).rejects.toMatchObject({
      code: "conflict",
      detail: { reason: "last_administrator" },
    });
  }
  await expect(prisma.$transaction((tx) => disableUsers(tx, SYSTEM, [admin.userId]))).rejects.toMatchObject({
    detail: { reason: "last_administrator" },
  });
  const stored = await prisma.user.findUniqueOrThrow({
    where: { id: admin.userId },
    select: { role: true, disabledAt: true },
  });
  expect(stored).toEqual({ role: "ADMIN", disabledAt: null });
  await makeAdmin();
  await prisma.$transaction((tx) => changeUsers(tx, admin, demote));
});

test("of two administrators who remove each other at the same time, one stays", async () => {
  const [one, two] = [await makeAdmin(), await makeAdmin()];
  const outcomes = await Promise.allSettled([
    prisma.$transaction((tx) => disableUsers(tx, one, [two.userId])),
    prisma.$transaction((tx) => changeUsers(tx, two, [{ userId: one.userId, fields: { role: "ARCHIVES" } }])),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("disabling ends sessions and codes, and is recorded once; disabling oneself is rejected", async () => {
  const admin = await makeAdmin();
  const user = await makeUser();
  const { id } = await makeSession(user);
  const at = new Date();
  await prisma.activationCode.create({
    data: { userId: user.id, codeHash: "a", createdAt: at, expiresAt: at },
  });
  expect(await prisma.$transaction((tx) => disableUsers(tx, admin, [user.id]))).toEqual([user.id]);
  expect(await prisma.$transaction((tx) => disableUsers(tx, admin, [user.id]))).toEqual([]);
  expect(await endingOf(id)).toEqual({ isActive: false, endReason: "ACCOUNT_DISABLED" });
  expect(await prisma.activationCode.count({ where: { userId: user.id } })).toBe(0);
  expect(await prisma.$transaction((tx) => enableUsers(tx, admin, [user.id]))).toEqual([user.id]);
  expect(await prisma.$transaction((tx) => enableUsers(tx, admin, [user.id]))).toEqual([]);
  expect((await eventsOf(user.id)).map(({ type }) => type)).toEqual(["user.disabled", "user.enabled"]);
  await makeAdmin();
  await expect(
    prisma.$transaction((tx) => disableUsers(tx, admin, [user.id, admin.userId])),
  ).rejects.toMatchObject({ detail: { reason: "self" } });
});

test("a new role moves the user in the counts by role", async () => {
  const { id } = await makeUser({ role: "DIRECTEUR" });
  const count = () =>
    prisma.userCount.findMany({ orderBy: { role: "asc" }, select: { role: true, users: true } });
  const expected = () =>
    prisma.$queryRaw(
      Prisma.sql`SELECT role, count(*)::int AS users FROM app_user GROUP BY role ORDER BY role`,
    );
  await prisma.$transaction((tx) => changeUsers(tx, SYSTEM, [{ userId: id, fields: { role: "ARCHIVES" } }]));
  const counted = await count();
  expect(counted.filter(({ users }) => users > 0)).toEqual(await expected());
});

/* Negative control: each case turns red when its function does not call `requireStillAllowed`. */
test.each([
  [
    "change users",
    (by: Admin, id: string) => inTx((tx) => changeUsers(tx, by, [{ userId: id, fields: { name: "Autre" } }])),
  ],
  ["disable users", (by: Admin, id: string) => inTx((tx) => disableUsers(tx, by, [id]))],
  ["enable users", (by: Admin, id: string) => inTx((tx) => enableUsers(tx, by, [id]))],
  ["reset passwords", (by: Admin, id: string) => inTx((tx) => resetPasswords(tx, by, [id]))],
  ["unlock users", (by: Admin, id: string) => inTx((tx) => unlockUsers(tx, by, [id]))],
  ["import users", (by: Admin) => importUsers(by, [NEWCOMER], { update: true })],
  ["plan an import", (by: Admin) => planUsers(by, [NEWCOMER], { update: true })],
])("an administrator who was demoted, disabled or signed out since the guard can't %s", async (_, act) => {
  await makeAdmin();
  const { id } = await makeUser();
  for (const removeAccess of [
    (by: Admin) =>
      prisma.user.update({ where: { id: by.userId }, data: { role: "DIRECTEUR" }, select: { id: true } }),
    (by: Admin) =>
      prisma.user.update({
        where: { id: by.userId },
        data: { disabledAt: new Date() },
        select: { id: true },
      }),
    (by: Admin) => endInDatabase(by.sessionId),
  ]) {
    const by = await makeAdmin();
    await removeAccess(by);
    await expect(act(by, id)).rejects.toMatchObject({ code: "forbidden" });
  }
});

const NEWCOMER = {
  line: 2,
  typed: { username: "newcomer.h3", name: "x", role: "ADMIN" },
  tooManyCells: false,
};

function inTx(work: (tx: Transaction) => Promise<unknown>): Promise<unknown> {
  return prisma.$transaction(work);
}
