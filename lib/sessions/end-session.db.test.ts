import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { makeSession, makeUser } from "@/lib/testing/factories";
import { endSession } from "./end-session";
import { openSession } from "./open-session";

const MINUTE_MS = 60_000;

test("opening a session writes the row and its event, and keeps the key out of the database", async () => {
  const user = await makeUser();
  const at = await databaseNow();
  const { sessionId, sessionKey } = await prisma.$transaction((tx) =>
    openSession(tx, { userId: user.id, ipAddress: "2001:db8::1", userAgent: "agent", at }),
  );
  const row = await prisma.userSession.findUniqueOrThrow({ where: { id: sessionId } });
  expect(row).toMatchObject({
    userId: user.id,
    ipAddress: "2001:db8::1",
    loginTime: at,
    lastContactAt: at,
    lastActivityAt: at,
    logoutTime: null,
    isActive: true,
  });
  expect(JSON.stringify(row)).not.toContain(sessionKey);
  expect(await eventsOf(sessionId)).toMatchObject([{ type: "session.opened", actorId: user.id, at }]);
});

test("a session that can't be recorded is not opened", async () => {
  const user = await makeUser();
  await prisma.$executeRaw`ALTER TABLE activity_event RENAME TO activity_event_away`;
  try {
    await expect(
      prisma.$transaction((tx) =>
        openSession(tx, { userId: user.id, ipAddress: null, userAgent: null, at: new Date() }),
      ),
    ).rejects.toThrow();
  } finally {
    await prisma.$executeRaw`ALTER TABLE activity_event_away RENAME TO activity_event`;
  }
  expect(await prisma.userSession.count({ where: { userId: user.id } })).toBe(0);
});

test("eight endings at once write one", async () => {
  const user = await makeUser();
  const session = await makeSession(user, { loginTime: new Date(Date.now() - MINUTE_MS) });
  const at = await databaseNow();
  const ended = await Promise.all(
    Array.from({ length: 8 }, () =>
      prisma.$transaction((tx) => endSession(tx, session.id, { reason: "SIGNED_OUT", at, actorId: user.id })),
    ),
  );
  expect(ended.filter(Boolean)).toHaveLength(1);
  expect(await eventsOf(session.id)).toMatchObject([
    { type: "session.ended", actorId: user.id, at, data: { reason: "SIGNED_OUT" } },
  ]);
});

test("a session never ends before it began, whatever the clock said", async () => {
  const session = await makeSession(await makeUser());
  const at = new Date(session.loginTime.getTime() - MINUTE_MS);
  await prisma.$transaction((tx) => endSession(tx, session.id, { reason: "SIGNED_OUT", at, actorId: null }));
  const { logoutTime } = await prisma.userSession.findUniqueOrThrow({ where: { id: session.id } });
  expect(logoutTime).toEqual(session.loginTime);
});

function eventsOf(sessionId: string) {
  return prisma.activityEvent.findMany({ where: { sessionId }, orderBy: { id: "asc" } });
}
