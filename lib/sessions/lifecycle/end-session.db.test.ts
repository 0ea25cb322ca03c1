import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { endSession } from "./end-session";

const MINUTE_MS = 60_000;

test("eight concurrent endings write one", async () => {
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

test("a session never ends before its sign-in, whatever time is given", async () => {
  const session = await makeSession(await makeUser());
  const at = new Date(session.loginTime.getTime() - MINUTE_MS);
  await prisma.$transaction((tx) => endSession(tx, session.id, { reason: "SIGNED_OUT", at, actorId: null }));
  const { logoutTime } = await prisma.userSession.findUniqueOrThrow({ where: { id: session.id } });
  expect(logoutTime).toEqual(session.loginTime);
});

function eventsOf(sessionId: string) {
  return prisma.activityEvent.findMany({ where: { sessionId }, orderBy: { id: "asc" } });
}
