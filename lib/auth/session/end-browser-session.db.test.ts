import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { makeSessionClaims } from "@/lib/testing/records/make-session-claims";
import { endBrowserSession } from "./end-browser-session";

const readEnd = (sessionKey: string) =>
  prisma.userSession.findUniqueOrThrow({ where: { sessionKey }, select: { endReason: true } });

/* Negative control: without the question a sign-out that hung is written with the time at which it no longer did. */
test("a sign-out that nobody waits for any more writes nothing: it was kept with its own time", async () => {
  const claims = await makeSessionClaims();
  const ending = prisma.$transaction((tx) => endBrowserSession(tx, claims, AbortSignal.abort()));
  await expect(ending).rejects.toThrow();
  expect((await readEnd(claims.sessionKeyHash)).endReason).toBeNull();
  await prisma.$transaction((tx) => endBrowserSession(tx, claims, new AbortController().signal));
  expect((await readEnd(claims.sessionKeyHash)).endReason).toBe("SIGNED_OUT");
});
