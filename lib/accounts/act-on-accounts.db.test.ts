import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { requireRate } from "@/lib/require-rate";
import { makeUser } from "@/lib/testing/records/factories";
import { makeAdmin } from "@/lib/testing/records/make-admin";
import { addUser, changeUser } from "@/lib/users/manage-user";
import type { Admin } from "@/lib/viewer";
import { actOnAccounts } from "./act-on-accounts";

const TYPED = { username: "trop.de.comptes", name: "Trop", role: "ARCHIVES", email: "" };

/* Negative control: an action without the rate succeeds in its case. */
test.each<[string, (admin: Admin, userId: string) => Promise<unknown>]>([
  ["a new account", (admin) => addUser(admin, TYPED)],
  ["a change", (admin, userId) => changeUser(admin, userId, { ...TYPED, version: 0 })],
  ["a new code", (admin, userId) => actOnAccounts(admin, { action: "reset", userIds: [userId] })],
])("after a thousand changes %s is refused with its wait, and records nothing", async (_what, act) => {
  const [admin, user] = [await makeAdmin(), await makeUser()];
  requireRate(admin, "account", 1_000);
  const before = await prisma.activityEvent.count();
  await expect(act(admin, user.id)).rejects.toMatchObject({
    code: "too_many",
    detail: { reason: "rate", waitS: "2" },
  });
  expect(await prisma.activityEvent.count()).toBe(before);
  expect(await prisma.user.count({ where: { username: TYPED.username } })).toBe(0);
});
