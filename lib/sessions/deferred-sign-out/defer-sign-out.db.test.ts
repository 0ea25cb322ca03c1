import { mkdir, mkdtemp, readdir, rm, rmdir, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { touchSession } from "@/lib/sessions/contact/touch-session";
import { changeSessionKey } from "@/lib/sessions/lifecycle/change-session-key";
import { isLocallyEnded } from "@/lib/sessions/locally-ended-sessions";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { deferSignOut, replaySpool, startReplay } from "./defer-sign-out";
import { listSpoolEntries, prepareSpool } from "./spool";

vi.mock("./spool", { spy: true });

/*
 * The spool of sign-outs. Negative controls: a spool in memory, a replay that writes its own time, a replay
 * that replaces any ending.
 */

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);
let folder = "";
const spool = () => path.join(folder, "sign-outs");

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "konekte-spool-"));
  vi.stubEnv("DATA_DIR", folder);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

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

test("a deferred sign-out is private on disk, in force at once, and written once with its own time", async () => {
  const { id, sessionKey, userId } = await makeSpoolable();
  const at = ago(5);
  await deferSignOut({ sessionKeyHash: sessionKey, at });
  // A second request: the first one stands.
  await deferSignOut({ sessionKeyHash: sessionKey, at: new Date() });
  expect(isLocallyEnded(sessionKey)).toBe(true);
  const [file, ...others] = await readdir(spool());
  expect(others).toEqual([]);
  expect((await stat(path.join(spool(), file ?? ""))).mode & 0o777).toBe(0o600);
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
  expect(await readdir(spool())).toEqual([]);
  expect(isLocallyEnded(sessionKey)).toBe(false);
});

test("entries of another process are in force at startup and written; its old drafts are removed", async () => {
  const { id, sessionKey } = await makeSpoolable();
  const at = ago(1);
  await writeFile(path.join(spool(), `${sessionKey}.json`), JSON.stringify({ at }));
  const [old, young] = [0, 1].map(() => `${sessionKey}.${crypto.randomUUID()}`);
  for (const draft of [old, young]) await writeFile(path.join(spool(), `${draft}`), "");
  await utimes(path.join(spool(), `${old}`), ago(2), ago(2));
  await startReplay();
  await expect.poll(async () => (await endingOf(id)).logoutTime).toEqual(at);
  await expect.poll(() => readdir(spool())).toEqual([young]);
  await rm(path.join(spool(), `${young}`));
});

/* Negative control: a replay that does not write pending contact first. */
test("activity before a deferred sign-out counts, although it is written after the outage", async () => {
  const { id, sessionKey } = await makeSpoolable({
    loginTime: ago(90),
    lastContactAt: ago(65),
    lastActivityAt: ago(65),
  });
  const now = performance.now();
  vi.spyOn(performance, "now").mockReturnValueOnce(now - 10 * MINUTE_MS);
  touchSession({ sessionKeyHash: sessionKey, active: true, ipAddress: null, userAgent: null });
  await deferSignOut({ sessionKeyHash: sessionKey, at: ago(1) });
  await replaySpool();
  expect((await endingOf(id)).endReason).toBe("SIGNED_OUT");
});

test("a damaged entry has the time of its file; an entry that fails does not stop the others", async () => {
  const { id, sessionKey } = await makeSpoolable();
  const { id: other, sessionKey: otherKey } = await makeSpoolable();
  const torn = path.join(spool(), `${sessionKey}.json`);
  const failing = path.join(spool(), `${"0".repeat(64)}.json`);
  await writeFile(torn, "{ torn");
  await utimes(torn, ago(7), ago(7));
  await mkdir(failing);
  await deferSignOut({ sessionKeyHash: otherKey, at: ago(3) });
  await replaySpool();
  expect(Math.abs(((await endingOf(id)).logoutTime?.getTime() ?? 0) - ago(7).getTime())).toBeLessThan(5_000);
  expect((await endingOf(other)).endReason).toBe("SIGNED_OUT");
  expect(await readdir(spool())).toEqual([path.basename(failing)]);
  await rmdir(failing);
});

/* Negative control: a replay that waits for locked users. */
test("locked users do not delay other users, and are written when they are free", async () => {
  const held = [await makeSpoolable(), await makeSpoolable(), await makeSpoolable(), await makeSpoolable()];
  const free = await makeSpoolable();
  for (const { sessionKey } of [...held, free])
    await deferSignOut({ sessionKeyHash: sessionKey, at: ago(3) });
  await prisma.$transaction(async (tx) => {
    await tx.$queryRaw`
      SELECT id FROM app_user WHERE id = ANY(${held.map(({ userId }) => userId)}::uuid[]) FOR UPDATE`;
    await replaySpool();
    expect((await endingOf(free.id)).endReason).toBe("SIGNED_OUT");
    expect(await readdir(spool())).toHaveLength(held.length);
  });
  for (const { sessionKey } of held) expect(isLocallyEnded(sessionKey)).toBe(true);
  await replaySpool();
  for (const { id } of held) expect((await endingOf(id)).endReason).toBe("SIGNED_OUT");
  expect(await readdir(spool())).toEqual([]);
});

test("entries are in force at startup and written, although the folder takes no new ones", async () => {
  const { id, sessionKey } = await makeSpoolable();
  await writeFile(path.join(spool(), `${sessionKey}.json`), JSON.stringify({ at: ago(1) }));
  let inForce = false;
  vi.mocked(prepareSpool).mockImplementationOnce(() => {
    inForce = isLocallyEnded(sessionKey);
    return Promise.reject(new Error("read only"));
  });
  await startReplay();
  expect(inForce).toBe(true);
  await expect.poll(async () => (await endingOf(id)).endReason).toBe("SIGNED_OUT");
  await expect.poll(() => isLocallyEnded(sessionKey)).toBe(false);
});

test("a sign-out that is accepted while a replay reads the folder stays in force", async () => {
  const { sessionKey } = await makeSpoolable();
  vi.mocked(listSpoolEntries)
    .mockResolvedValueOnce([])
    .mockImplementationOnce(async () => {
      await deferSignOut({ sessionKeyHash: sessionKey, at: ago(1) });
      return []; // the folder was read before the entry was there
    });
  await replaySpool();
  expect(isLocallyEnded(sessionKey)).toBe(true);
  await replaySpool();
  expect(isLocallyEnded(sessionKey)).toBe(false);
});

/* Negative control: a replay that looks for the session by its present key alone. */
test("a sign-out from the spool ends a session whose key has changed, with its own time", async () => {
  const { id, sessionKey } = await makeSpoolable();
  const at = ago(5);
  await prisma.$transaction((tx) => changeSessionKey(tx, id));
  await deferSignOut({ sessionKeyHash: sessionKey, at });
  await replaySpool();
  expect(await endingOf(id)).toMatchObject({ logoutTime: at, endReason: "SIGNED_OUT" });
  expect(await readdir(spool())).toEqual([]);
});

test("a sign-out of an unknown session is dropped", async () => {
  await deferSignOut({ sessionKeyHash: "f".repeat(64), at: new Date() });
  await replaySpool();
  expect(await readdir(spool())).toEqual([]);
});
