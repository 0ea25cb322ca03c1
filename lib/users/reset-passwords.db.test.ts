import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { makeAdmin } from "@/lib/testing/records/make-admin";
import { SYSTEM } from "@/lib/viewer";
import { hashActivationCode } from "./activation-code";
import { resetPasswords } from "./reset-passwords";

const DAY_MS = 24 * 3600_000;

test("a reset replaces the password and the old code, ends sessions and forgets known browsers", async () => {
  const admin = await makeAdmin();
  const user = await makeUser();
  const { id } = await makeSession(user);
  const at = new Date();
  await prisma.knownDevice.create({ data: { userId: user.id, deviceHash: "d", lastUsedAt: at } });
  await prisma.activationCode.create({
    data: { userId: user.id, codeHash: "old", createdAt: at, expiresAt: at },
  });
  const { issued: codes } = await prisma.$transaction((tx) => resetPasswords(tx, admin, [user.id]));
  const [issued] = codes;
  const stored = await prisma.user.findUniqueOrThrow({
    where: { id: user.id },
    select: {
      passwordHash: true,
      activationCode: true,
      knownDevices: true,
      sessions: { select: { endReason: true } },
    },
  });
  expect(stored).toMatchObject({
    passwordHash: null,
    knownDevices: [],
    sessions: [{ endReason: "PASSWORD_CHANGED" }],
  });
  expect(stored.activationCode?.codeHash).toBe(hashActivationCode(issued?.code ?? ""));
  const { createdAt = at, expiresAt = at } = stored.activationCode ?? {};
  expect(expiresAt.getTime() - createdAt.getTime()).toBe(7 * DAY_MS);
  const event = await prisma.activityEvent.findFirstOrThrow({
    where: { subjectId: user.id, type: "user.code_issued" },
    select: { actorId: true, data: true },
  });
  expect(event).toEqual({
    actorId: admin.userId,
    data: { before: { password: true }, after: { password: false } },
  });
  expect(JSON.stringify(event)).not.toContain(issued?.code);
  expect(
    (await prisma.userSession.findUniqueOrThrow({ where: { id }, select: { isActive: true } })).isActive,
  ).toBe(false);
});

test("a reset skips disabled users, rejects oneself, and allows the last administrator by terminal", async () => {
  const admin = await makeAdmin();
  const disabled = await makeUser({ disabledAt: new Date() });
  const open = await makeUser();
  const { issued } = await prisma.$transaction((tx) => resetPasswords(tx, admin, [disabled.id, open.id]));
  expect(issued.map(({ userId }) => userId)).toEqual([open.id]);
  await expect(prisma.$transaction((tx) => resetPasswords(tx, admin, [admin.userId]))).rejects.toMatchObject({
    code: "conflict",
    detail: { reason: "self" },
  });
  await prisma.user.updateMany({ where: { id: { not: admin.userId } }, data: { disabledAt: new Date() } });
  const byTerminal = await prisma.$transaction((tx) => resetPasswords(tx, SYSTEM, [admin.userId]));
  expect(byTerminal.issued).toHaveLength(1);
});
