import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { changeSessionKey } from "@/lib/sessions/lifecycle/change-session-key";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { makeSessionClaims } from "@/lib/testing/records/make-session-claims";
import { endBrowserSession } from "./end-browser-session";

const readEnd = (sessionKey: string) =>
  prisma.userSession.findUniqueOrThrow({ where: { sessionKey }, select: { endReason: true } });

/* Negative control: without the check of the signal, a sign-out that hung is written with a later time. */
test("an abandoned sign-out writes nothing, because it was stored with its own time", async () => {
  const claims = await makeSessionClaims();
  const ending = prisma.$transaction((tx) => endBrowserSession(tx, claims, AbortSignal.abort()));
  await expect(ending).rejects.toThrow();
  expect((await readEnd(claims.sessionKeyHash)).endReason).toBeNull();
  await prisma.$transaction((tx) => endBrowserSession(tx, claims, new AbortController().signal));
  expect((await readEnd(claims.sessionKeyHash)).endReason).toBe("SIGNED_OUT");
});

/* Negative control: a search for the present key alone, which finds nothing and calls that a success. */
test("a sign-out that still carries a former key ends its session", async () => {
  const user = await makeUser();
  const { id, sessionKey: sessionKeyHash } = await makeSession(user);
  for (let n = 0; n < 2; n++) await prisma.$transaction((tx) => changeSessionKey(tx, id));
  await prisma.$transaction((tx) => endBrowserSession(tx, { userId: user.id, sessionKeyHash }));
  const session = await prisma.userSession.findUniqueOrThrow({ where: { id }, select: { endReason: true } });
  expect(session.endReason).toBe("SIGNED_OUT");
});

test("a former key in a cookie of another user ends nothing", async () => {
  const { id, sessionKey: sessionKeyHash } = await makeSession(await makeUser());
  await prisma.$transaction((tx) => changeSessionKey(tx, id));
  const { id: userId } = await makeUser();
  await prisma.$transaction((tx) => endBrowserSession(tx, { userId, sessionKeyHash }));
  const session = await prisma.userSession.findUniqueOrThrow({ where: { id }, select: { endReason: true } });
  expect(session.endReason).toBeNull();
});
