import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { makeSession, makeUser } from "./factories";

const HOUR_MS = 3_600_000;

test("each test file has its own empty, migrated database", async () => {
  const [row] = await prisma.$queryRaw<[{ name: string }]>`SELECT current_database() AS name`;
  expect(row.name).toMatch(/^konekte_test_/);
  expect(await prisma.user.count()).toBe(0);
});

test("an ended session satisfies the constraints of the table", async () => {
  const user = await makeUser({ role: "ARCHIVES" });
  const loginTime = new Date(Date.now() - HOUR_MS);
  const session = await makeSession(user, { loginTime, logoutTime: new Date(), endReason: "IDLE_TIMEOUT" });
  expect(
    await prisma.userSession.findUniqueOrThrow({
      where: { id: session.id },
      select: { isActive: true, endReason: true, lastContactAt: true },
    }),
  ).toEqual({ isActive: false, endReason: "IDLE_TIMEOUT", lastContactAt: loginTime });
});

test("the table refuses a session that ends before it begins", async () => {
  const user = await makeUser();
  const loginTime = new Date();
  const logoutTime = new Date(loginTime.getTime() - 1);
  await expect(makeSession(user, { loginTime, logoutTime })).rejects.toThrow(/user_session_ends_after_login/);
});
