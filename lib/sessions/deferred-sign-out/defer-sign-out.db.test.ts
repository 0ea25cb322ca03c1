import { mkdir, mkdtemp, readdir, rm, rmdir, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { touchSession } from "@/lib/sessions/contact/touch-session";
import { isLocallyEnded } from "@/lib/sessions/locally-ended-sessions";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { deferSignOut, replaySpool, startReplay } from "./defer-sign-out";
import { listSpool, prepareSpool } from "./spool";

vi.mock("./spool", { spy: true });

/*
 * The spool of sign-outs. Negative controls: a spool that is kept in memory, a replay with the time of the
 * replay, one that rewrites any ending.
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

test("a sign-out waits on disk for its owner's eyes only, holds at once, and is written with its own time, once", async () => {
  const { id, sessionKey, userId } = await makeSpoolable();
  const at = ago(5);
  await deferSignOut({ sessionKey, at });
  await deferSignOut({ sessionKey, at: new Date() }); // asked again: the first stands
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

test("what another process left is in force from the start, and written; what it left half written is cleared away", async () => {
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

/* Negative control: a replay that does not write first what is known of contact. */
test("who was active until they signed out was not idle, though the database heard of it later", async () => {
  const { id, sessionKey } = await makeSpoolable({
    loginTime: ago(90),
    lastContactAt: ago(65),
    lastActivityAt: ago(65),
  });
  const now = performance.now();
  vi.spyOn(performance, "now").mockReturnValueOnce(now - 10 * MINUTE_MS);
  touchSession({ sessionKey, active: true, ipAddress: null, userAgent: null });
  await deferSignOut({ sessionKey, at: ago(1) });
  await replaySpool();
  expect((await endingOf(id)).endReason).toBe("SIGNED_OUT");
});

test("an entry that can't be read any more was a sign-out of when it was written; one that fails keeps nobody else waiting", async () => {
  const { id, sessionKey } = await makeSpoolable();
  const { id: other, sessionKey: otherKey } = await makeSpoolable();
  const torn = path.join(spool(), `${sessionKey}.json`);
  const failing = path.join(spool(), `${"0".repeat(64)}.json`);
  await writeFile(torn, "{ torn");
  await utimes(torn, ago(7), ago(7));
  await mkdir(failing);
  await deferSignOut({ sessionKey: otherKey, at: ago(3) });
  await replaySpool();
  expect(Math.abs(((await endingOf(id)).logoutTime?.getTime() ?? 0) - ago(7).getTime())).toBeLessThan(5_000);
  expect((await endingOf(other)).endReason).toBe("SIGNED_OUT");
  expect(await readdir(spool())).toEqual([path.basename(failing)]);
  await rmdir(failing);
});

/* Negative control: a replay that waits for who is held. */
test("people whom somebody holds keep nobody else waiting, and are written when they are free", async () => {
  const held = [await makeSpoolable(), await makeSpoolable(), await makeSpoolable(), await makeSpoolable()];
  const free = await makeSpoolable();
  for (const { sessionKey } of [...held, free]) await deferSignOut({ sessionKey, at: ago(3) });
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

test("what waits is in force from the start, and written, though the folder takes no more", async () => {
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

test("a sign-out that comes while a replay looks what is left stays in force", async () => {
  const { sessionKey } = await makeSpoolable();
  vi.mocked(listSpool)
    .mockResolvedValueOnce([])
    .mockImplementationOnce(async () => {
      await deferSignOut({ sessionKey, at: ago(1) });
      return []; // read before it was there
    });
  await replaySpool();
  expect(isLocallyEnded(sessionKey)).toBe(true);
  await replaySpool();
  expect(isLocallyEnded(sessionKey)).toBe(false);
});

test("a sign-out of a session that nobody knows is dropped", async () => {
  await deferSignOut({ sessionKey: "f".repeat(64), at: new Date() });
  await replaySpool();
  expect(await readdir(spool())).toEqual([]);
});
