import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import type { EndReason } from "@/lib/db/generated/enums";
import { makeSession, makeUser } from "@/lib/testing/factories";
import { isDenied } from "./denied-sessions";
import { replaySpool, signOutLater, startReplay } from "./sign-out-later";

/*
 * The spool of sign-outs (trust, decision 3). Negative controls: a spool that is kept in memory, a replay with the time of the replay, one that
 * rewrites any ending.
 */

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "konekte-spool-"));
  process.env.DATA_DIR = folder;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function makeSpoolable(facts: Parameters<typeof makeSession>[1] = { loginTime: ago(30) }) {
  const user = await makeUser();
  const { id } = await makeSession(user, facts);
  const { sessionKey } = await prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { sessionKey: true },
  });
  return { id, sessionKey, userId: user.id };
}

function endingOf(id: string) {
  return prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { logoutTime: true, endReason: true, endedById: true, isActive: true },
  });
}

function eventsOf(sessionId: string) {
  return prisma.activityEvent.findMany({
    where: { sessionId },
    orderBy: { id: "asc" },
    select: { type: true, at: true, data: true },
  });
}

test("a sign-out waits on disk for its owner's eyes only, holds at once, and is written with its own time, once", async () => {
  const { id, sessionKey, userId } = await makeSpoolable();
  const at = ago(5);
  await signOutLater({ sessionKey, userId, at });
  await signOutLater({ sessionKey, userId, at: new Date() }); // asked again: the first stands
  expect(isDenied(sessionKey)).toBe(true);
  const [file, ...others] = await readdir(path.join(folder, "sign-outs"));
  expect(others).toEqual([]);
  expect((await stat(path.join(folder, "sign-outs", file ?? ""))).mode & 0o777).toBe(0o600);
  expect((await endingOf(id)).logoutTime).toBeNull();

  await Promise.all([replaySpool(), replaySpool()]);
  await replaySpool();
  expect(await endingOf(id)).toEqual({
    logoutTime: at,
    endReason: "SIGNED_OUT",
    endedById: userId,
    isActive: false,
  });
  expect(await eventsOf(id)).toEqual([{ type: "session.ended", at, data: { reason: "SIGNED_OUT" } }]);
  expect(await readdir(path.join(folder, "sign-outs"))).toEqual([]);
  expect(isDenied(sessionKey)).toBe(false);
});

test("what another process left is in force from the start, and written", async () => {
  const { id, sessionKey, userId } = await makeSpoolable();
  const at = ago(1);
  await writeFile(path.join(folder, "sign-outs", `${sessionKey}.json`), JSON.stringify({ userId, at }));
  await writeFile(path.join(folder, "sign-outs", `${"0".repeat(64)}.json`), "{ torn");
  await writeFile(path.join(folder, "sign-outs", "a draft of another"), "");
  await startReplay();
  await expect.poll(async () => (await endingOf(id)).logoutTime).toEqual(at);
  await expect.poll(() => readdir(path.join(folder, "sign-outs"))).toEqual(["a draft of another"]);
  await rm(path.join(folder, "sign-outs", "a draft of another"));
});

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
  const { id, sessionKey, userId } = await makeSpoolable({
    loginTime: ago(30),
    logoutTime: written,
    endReason,
  });
  const at = ago(5);
  await signOutLater({ sessionKey, userId, at });
  await replaySpool();
  expect(await endingOf(id)).toMatchObject(
    replaced ? { logoutTime: at, endReason: "SIGNED_OUT" } : { logoutTime: written, endReason },
  );
  expect(await eventsOf(id)).toEqual(
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

test("who had been idle for too long before they signed out ended by that", async () => {
  const { id, sessionKey, userId } = await makeSpoolable({ loginTime: ago(90), lastContactAt: ago(5) });
  await signOutLater({ sessionKey, userId, at: ago(4) });
  await replaySpool();
  expect((await endingOf(id)).endReason).toBe("IDLE_TIMEOUT");
});

test("a sign-out of a session that nobody knows is dropped, and one of somebody else's ends nothing", async () => {
  const { id, sessionKey } = await makeSpoolable();
  const { userId: another } = await makeSpoolable();
  await signOutLater({ sessionKey, userId: another, at: new Date() });
  await signOutLater({ sessionKey: "f".repeat(64), userId: another, at: new Date() });
  await replaySpool();
  expect((await endingOf(id)).logoutTime).toBeNull();
  expect(await readdir(path.join(folder, "sign-outs"))).toEqual([]);
});
