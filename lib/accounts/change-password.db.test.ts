import { beforeAll, expect, test, vi } from "vitest";
import { hashPassword } from "@/lib/auth/password/password";
import { findOpenClaims, findViewerOfClaims } from "@/lib/auth/session/find-viewer";
import { rememberDevice } from "@/lib/auth/sign-in/known-device";
import { signIn } from "@/lib/auth/sign-in/sign-in";
import { MustWait } from "@/lib/auth/sign-in/try-later";
import { prisma } from "@/lib/db/client";
import { publish } from "@/lib/live/hints";
import { flushContact, touchSession } from "@/lib/sessions/contact/touch-session";
import { currentLimits } from "@/lib/sessions/current-limits";
import { hashSessionKey } from "@/lib/sessions/lifecycle/session-key";
import { addLocallyEnded } from "@/lib/sessions/locally-ended-sessions";
import { owner } from "@/lib/testing/database/owner";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { endInDatabase } from "@/lib/testing/records/open-session-of";
import { signInOutcome } from "@/lib/testing/records/sign-in-outcome";
import type { Viewer } from "@/lib/viewer";
import { changePassword, endOtherSessions } from "./change-password";

vi.mock("@/lib/live/hints", { spy: true });

const PASSWORD = "correct horse battery";
const NEXT = "trois chèvres bleues";
let passwordHash: string;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

let lastAddress = 0;
const from = (...deviceHashes: string[]) => ({
  ipAddress: `198.51.100.${++lastAddress}`,
  userAgent: null,
  previous: null,
  deviceHashes,
});

async function insertSignedInUser(): Promise<Viewer> {
  const { id: userId, username, name, role } = await makeUser({ passwordHash });
  const { id: sessionId, sessionKey: sessionKeyHash } = await makeSession({ id: userId });
  await makeSession({ id: userId });
  await makeSession({ id: userId });
  return { userId, sessionId, sessionKeyHash, username, name, role };
}

const sessionsOf = (userId: string) =>
  prisma.userSession.findMany({
    where: { userId },
    orderBy: { endReason: "asc" },
    select: { id: true, endReason: true },
  });

test("a new password ends the user's other sessions and forgets the other browsers", async () => {
  const viewer = await insertSignedInUser();
  await rememberDevice(viewer.userId, "here");
  await rememberDevice(viewer.userId, "elsewhere");
  const outcome = await changePassword(viewer, { current: PASSWORD, next: NEXT }, from("here"));
  expect(outcome).toMatchObject({ ended: 2 });
  expect((await sessionsOf(viewer.userId)).map(({ endReason }) => endReason)).toEqual([
    "PASSWORD_CHANGED",
    "PASSWORD_CHANGED",
    null,
  ]);
  const devices = await prisma.knownDevice.findMany({
    where: { userId: viewer.userId },
    select: { deviceHash: true },
  });
  expect(devices).toEqual([{ deviceHash: "here" }]);
  expect(await signIn({ username: viewer.username, password: PASSWORD }, from())).toBeNull();
  expect(await signIn({ username: viewer.username, password: NEXT }, from())).not.toBeNull();
});

test.each([
  ["a wrong current password", { current: "wrong horse battery", next: NEXT }, "wrong"],
  ["a short new password", { current: PASSWORD, next: "short" }, "short"],
  ["a guessable new password", { current: PASSWORD, next: "motdepasse2024" }, "guessable"],
])("%s changes nothing", async (_, passwords, outcome) => {
  const viewer = await insertSignedInUser();
  expect(await changePassword(viewer, passwords, from())).toBe(outcome);
  expect((await sessionsOf(viewer.userId)).every(({ endReason }) => endReason === null)).toBe(true);
  expect(await signIn({ username: viewer.username, password: PASSWORD }, from())).not.toBeNull();
});

test("the throttle limits guesses of the password in an open session, and only there", async () => {
  const viewer = await insertSignedInUser();
  for (let n = 0; n < 6; n++) {
    expect(await endOtherSessions(viewer, "wrong horse battery", from())).toBe("wrong");
  }
  await expect(endOtherSessions(viewer, PASSWORD, from())).rejects.toThrow(MustWait);
  expect(await signIn({ username: viewer.username, password: PASSWORD }, from())).not.toBeNull();
});

/* Negative control: one counter for all sessions of a user. */
test("wrong passwords in a stolen session never keep its user from ending it in another session", async () => {
  const stolen = await insertSignedInUser();
  for (let n = 0; n < 6; n++) await endOtherSessions(stolen, "wrong horse battery", from());
  await expect(endOtherSessions(stolen, PASSWORD, from())).rejects.toThrow(MustWait);
  const { id: sessionId, sessionKey } = await makeSession({ id: stolen.userId });
  const own = { ...stolen, sessionId, sessionKeyHash: sessionKey };
  expect(await endOtherSessions(own, PASSWORD, from())).toMatchObject({ ended: 3 });
});

/* Negative control: an attempt of a signed-in user that is counted like one of a stranger. */
test("guesses by others never keep a signed-in user from changing the password", async () => {
  const viewer = await insertSignedInUser();
  for (let n = 0; n < 7; n++) {
    await signInOutcome({ username: viewer.username, password: "wrong horse battery" }, from());
  }
  expect(await endOtherSessions(viewer, PASSWORD, from())).toMatchObject({ ended: 2 });
});

test("the user's other sessions end, and the current one stays open", async () => {
  const viewer = await insertSignedInUser();
  expect(await endOtherSessions(viewer, PASSWORD, from())).toMatchObject({ ended: 2 });
  const sessions = await sessionsOf(viewer.userId);
  expect(sessions.filter(({ endReason }) => endReason === null).map(({ id }) => id)).toEqual([
    viewer.sessionId,
  ]);
});

const FORMS: [string, (viewer: Viewer) => ReturnType<typeof changePassword>][] = [
  ["a new password", (viewer) => changePassword(viewer, { current: PASSWORD, next: NEXT }, from())],
  ["the end of the other sessions", (viewer) => endOtherSessions(viewer, PASSWORD, from())],
];

/* Negative control: an answer that keeps the key leaves every copy of the cookie valid. */
test.each(FORMS)("%s gives this session a new key, and the former is refused", async (_what, submit) => {
  const viewer = await insertSignedInUser();
  const { userId, sessionId } = viewer;
  const former = { userId, sessionKeyHash: viewer.sessionKeyHash };
  expect(await findViewerOfClaims(former)).toMatchObject({ sessionId });
  const outcome = await submit(viewer);
  if (typeof outcome === "string") throw new Error(outcome);
  const renewed = { userId, sessionKeyHash: hashSessionKey(outcome.sessionKey) };
  expect(await findViewerOfClaims(former)).toBeNull();
  expect(await findViewerOfClaims(renewed)).toMatchObject({ sessionId });
  expect([...(await findOpenClaims([former, renewed])).keys()]).toEqual([renewed]);
  expect(publish).toHaveBeenCalledWith({ kind: "keyChanged", sessionId });
  touchSession({
    sessionKeyHash: former.sessionKeyHash,
    active: true,
    ipAddress: "192.0.2.66",
    userAgent: "copy",
  });
  await flushContact(currentLimits());
  const row = await prisma.userSession.findUniqueOrThrow({ where: { id: sessionId } });
  expect(row.ipAddress, "contact under the former key is not written").not.toBe("192.0.2.66");
});

test.each(FORMS)("%s is contact and activity of the session", async (_what, submit) => {
  const viewer = await insertSignedInUser();
  const loginTime = new Date(Date.now() - 30 * 60_000);
  const past = { loginTime, lastContactAt: loginTime, lastActivityAt: loginTime };
  await owner.userSession.update({ where: { id: viewer.sessionId }, data: past });
  await submit(viewer);
  const row = await prisma.userSession.findUniqueOrThrow({ where: { id: viewer.sessionId } });
  for (const at of [row.lastContactAt, row.lastActivityAt])
    expect(Date.now() - at.getTime()).toBeLessThan(10_000);
});

/* Negative control: a form that ignores the ending signs the browser in again. */
test.each([
  ["was revoked", ({ sessionId }: Viewer) => endInDatabase(sessionId)],
  ["was signed out, which waits on disk,", async (by: Viewer) => addLocallyEnded(by.sessionKeyHash)],
])("a session that %s after the guard gets no new password and no new key", async (_what, end) => {
  const viewer = await insertSignedInUser();
  await end(viewer);
  for (const [, submit] of FORMS) await expect(submit(viewer)).rejects.toThrow("unauthenticated");
  expect((await sessionsOf(viewer.userId)).filter(({ endReason }) => endReason === null)).not.toHaveLength(0);
  expect(await signIn({ username: viewer.username, password: PASSWORD }, from())).not.toBeNull();
});

/* Negative control: a rate that counts before the check lets a copy of the cookie use it up. */
test("five forms with the right password follow each other, the sixth is refused; wrong ones do not count", async () => {
  const viewer = await insertSignedInUser();
  for (let n = 0; n < 4; n++)
    expect(await endOtherSessions(viewer, "wrong horse battery", from())).toBe("wrong");
  for (let n = 0; n < 5; n++)
    expect(await endOtherSessions(viewer, PASSWORD, from())).toHaveProperty("ended");
  expect(await endOtherSessions(viewer, PASSWORD, from())).toBe("often");
  expect(await changePassword(viewer, { current: PASSWORD, next: NEXT }, from())).toBe("often");
  expect(await signIn({ username: viewer.username, password: PASSWORD }, from())).not.toBeNull();
});
