import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import type { EndReason } from "@/lib/db/generated/enums";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { replaySignOut } from "./replay-sign-out";
import type { SpooledSignOut } from "./spool";

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

async function makeOpen(facts: Parameters<typeof makeSession>[1]) {
  const { id } = await makeSession(await makeUser(), facts);
  const { sessionKey } = await endingOf(id);
  return { id, sessionKey };
}

function endingOf(id: string) {
  return prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { sessionKey: true, logoutTime: true, endReason: true },
  });
}

async function write(signOut: SpooledSignOut): Promise<void> {
  expect(await prisma.$transaction((tx) => replaySignOut(tx, signOut))).toBe(true);
}

test.each<[EndReason, boolean]>([
  ["LOST_CONTACT", true],
  ["IDLE_TIMEOUT", true],
  ["MAX_AGE", true],
  ["SIGNED_OUT", false],
  ["REVOKED", false],
  ["REPLACED", false],
  ["PASSWORD_CHANGED", false],
  ["ROLE_CHANGED", false],
  ["ACCOUNT_DISABLED", false],
])("an ending %s that was written meanwhile is replaced: %s", async (endReason, replaced) => {
  const written = ago(2);
  const { id, sessionKey } = await makeOpen({
    loginTime: ago(30),
    logoutTime: written,
    endReason,
  });
  const at = ago(5);
  await write({ sessionKeyHash: sessionKey, at });
  expect(await endingOf(id)).toMatchObject(
    replaced ? { logoutTime: at, endReason: "SIGNED_OUT" } : { logoutTime: written, endReason },
  );
  const events = await prisma.activityEvent.findMany({
    where: { sessionId: id },
    select: { type: true, at: true, data: true },
  });
  expect(events).toEqual(
    replaced
      ? [
          {
            type: "session.end_corrected",
            at,
            data: {
              before: { reason: endReason, at: written.toISOString() },
              after: { reason: "SIGNED_OUT", at: at.toISOString() },
            },
          },
        ]
      : [],
  );
});

test("a session past its idle limit at its sign-out ends as IDLE_TIMEOUT", async () => {
  const { id, sessionKey } = await makeOpen({ loginTime: ago(90), lastContactAt: ago(5) });
  await write({ sessionKeyHash: sessionKey, at: ago(4) });
  expect((await endingOf(id)).endReason).toBe("IDLE_TIMEOUT");
});

test.each([
  ["before the session began", () => ago(400), () => ago(30)],
  ["in the future", () => new Date(Date.now() + 60 * MINUTE_MS), () => new Date()],
])("a sign-out time %s is stored as the nearest possible time", async (_, given, written) => {
  const { id, sessionKey } = await makeOpen({ loginTime: ago(30) });
  await write({ sessionKeyHash: sessionKey, at: given() });
  const { logoutTime } = await endingOf(id);
  expect(Math.abs((logoutTime?.getTime() ?? 0) - written().getTime())).toBeLessThan(5_000);
});
