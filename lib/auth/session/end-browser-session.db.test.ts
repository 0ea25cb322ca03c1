import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
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
