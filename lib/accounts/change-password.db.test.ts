import { beforeAll, expect, test } from "vitest";
import { hashPassword } from "@/lib/auth/password/password";
import { rememberDevice } from "@/lib/auth/sign-in/known-device";
import { signIn } from "@/lib/auth/sign-in/sign-in";
import { MustWait } from "@/lib/auth/sign-in/try-later";
import { prisma } from "@/lib/db/client";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { signInOutcome } from "@/lib/testing/records/sign-in-outcome";
import type { Viewer } from "@/lib/viewer";
import { changePassword, endOtherSessions } from "./change-password";

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
  const { id: sessionId } = await makeSession({ id: userId });
  await makeSession({ id: userId });
  await makeSession({ id: userId });
  return { userId, sessionId, username, name, role };
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
  expect(outcome).toEqual({ ended: 2 });
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

/* Negative control: an attempt of a signed-in user that is counted like one of a stranger. */
test("guesses by others never keep a signed-in user from changing the password", async () => {
  const viewer = await insertSignedInUser();
  for (let n = 0; n < 7; n++) {
    await signInOutcome({ username: viewer.username, password: "wrong horse battery" }, from());
  }
  expect(await endOtherSessions(viewer, PASSWORD, from())).toEqual({ ended: 2 });
});

test("the user's other sessions end, and the current one stays open", async () => {
  const viewer = await insertSignedInUser();
  expect(await endOtherSessions(viewer, PASSWORD, from())).toEqual({ ended: 2 });
  const sessions = await sessionsOf(viewer.userId);
  expect(sessions.filter(({ endReason }) => endReason === null).map(({ id }) => id)).toEqual([
    viewer.sessionId,
  ]);
});
