import { expect, test, vi } from "vitest";
import { lockUserRows } from "@/lib/actors/lock-user-rows";
import { signIn } from "@/lib/auth/sign-in/sign-in";
import { MustWait } from "@/lib/auth/sign-in/try-later";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";
import { signInOutcome } from "@/lib/testing/records/sign-in-outcome";
import { disableUsers } from "@/lib/users/disable-users";
import { resetPasswords } from "@/lib/users/reset-passwords";
import { SYSTEM } from "@/lib/viewer";
import { activate, findOwner } from "./activate";

const PASSWORD = "trois chèvres bleues";
const WRONG = "0000-0000-0000-0000";
let lastAddress = 0;
const from = () => ({
  ipAddress: `198.51.100.${++lastAddress}`,
  userAgent: "agent",
  previous: null,
  deviceHashes: [],
});

async function insertUserWithCode(): Promise<{ userId: string; username: string; code: string }> {
  const { id, username } = await makeUser();
  const { issued } = await prisma.$transaction((tx) => resetPasswords(tx, SYSTEM, [id]));
  return { userId: id, username, code: issued[0]?.code ?? "" };
}

test("a code lets its user choose a password once, and signs the user in", async () => {
  const { userId, username, code } = await insertUserWithCode();
  expect(await findOwner(code.toLowerCase(), null)).toMatchObject({ userId, username });
  const signedIn = await activate(code, PASSWORD, from());
  expect(signedIn).toMatchObject({ userId });
  expect(await prisma.userSession.count({ where: { userId, isActive: true } })).toBe(1);
  expect(await signIn({ username, password: PASSWORD.normalize("NFD") }, from())).not.toBeNull();
  expect(await activate(code, "une autre phrase longue", from())).toEqual({ fault: "code" });
  const events = await prisma.activityEvent.findMany({
    where: { subjectId: userId, type: "user.activated" },
    select: { actorId: true },
  });
  expect(events).toEqual([{ actorId: userId }]);
});

test.each([
  ["short", "short"],
  ["x".repeat(129), "long"],
  ["password1234", "guessable"],
])("the password %j is refused, and the code can still be used", async (password, fault) => {
  const { code } = await insertUserWithCode();
  expect(await activate(code, password, from())).toEqual({ fault });
  expect(await activate(code, PASSWORD, from())).toHaveProperty("sessionKey");
});

test("a code that two requests use at the same time works once", async () => {
  const { userId, code } = await insertUserWithCode();
  const { both } = await prisma.$transaction(async (tx) => {
    await lockUserRows(tx, [userId]); // until both requests have accepted the code
    const both = Promise.all([activate(code, PASSWORD, from()), activate(code, PASSWORD, from())]);
    await vi.waitFor(async () => expect(await countWaiting()).toBe(2), { timeout: 4_000 });
    return { both };
  });
  const outcomes = await both;
  expect(outcomes.filter((outcome) => "fault" in outcome)).toEqual([{ fault: "code" }]);
  expect(await prisma.userSession.count({ where: { userId } })).toBe(1);
});

test("a code that has expired, was replaced, or whose account is disabled can't be used", async () => {
  const expired = await insertUserWithCode();
  await prisma.$executeRaw`
    UPDATE activation_code SET expires_at = clock_timestamp() WHERE user_id = ${expired.userId}::uuid`;
  expect(await findOwner(expired.code, null)).toBeNull();
  const replaced = await insertUserWithCode();
  await prisma.$transaction((tx) => resetPasswords(tx, SYSTEM, [replaced.userId]));
  expect(await findOwner(replaced.code, null)).toBeNull();
  const disabled = await insertUserWithCode();
  await makeUser({ role: "ADMIN" });
  await prisma.$transaction((tx) => disableUsers(tx, SYSTEM, [disabled.userId]));
  expect(await activate(disabled.code, PASSWORD, from())).toEqual({ fault: "code" });
  expect(await findOwner("nonsense", null)).toBeNull();
});

/* Negative control: asking the counter before the code refuses the owner of the code. */
test("after 100 wrong codes of an address wrong ones wait there, and a right one is accepted", async () => {
  const { code } = await insertUserWithCode();
  for (let n = 0; n < 101; n++) expect(await findOwner(WRONG, "203.0.113.1")).toBeNull();
  await expect(findOwner(WRONG, "203.0.113.1")).rejects.toThrow(MustWait);
  expect(await findOwner(WRONG, "203.0.113.2")).toBeNull();
  expect(await findOwner(code, "203.0.113.1")).toHaveProperty("userId");
});

/* Negative control: one counter for codes and passwords keeps the whole office out. */
test("wrong codes of an address make no sign-in wait", async () => {
  const { username, code } = await insertUserWithCode();
  expect(await activate(code, PASSWORD, from())).toHaveProperty("sessionKey");
  const elsewhere = { ipAddress: "203.0.113.7", userAgent: null, previous: null, deviceHashes: [] };
  for (let n = 0; n < 101; n++) await findOwner(WRONG, elsewhere.ipAddress);
  await expect(findOwner(WRONG, elsewhere.ipAddress)).rejects.toThrow(MustWait);
  expect(await signInOutcome({ username, password: PASSWORD }, elsewhere)).toBe("in");
});

/* Negative control: a counter in the database, of which a flood from many networks adds a row for each. */
test("a wrong code costs one read and no row; text that is no code costs no read", async () => {
  const rows = await prisma.signInFailure.count();
  const spies = [vi.spyOn(prisma, "$queryRaw"), vi.spyOn(prisma, "$executeRaw")];
  const statementsFor = async (code: string, ipAddress: string) => {
    for (const spy of spies) spy.mockClear();
    expect(await findOwner(code, ipAddress)).toBeNull();
    const calls = spies.flatMap((spy) => spy.mock.calls).map(([query]) => JSON.stringify(query));
    return calls.filter((query) => /activation_code|sign_in_failure/.test(query));
  };
  for (let n = 0; n < 50; n++) {
    expect(await statementsFor(WRONG, `2001:db8:0:${n}::1`)).toHaveLength(1);
    expect(await statementsFor("0000-0000-0000", `2001:db8:0:${n}::1`)).toHaveLength(0);
  }
  expect(await prisma.signInFailure.count()).toBe(rows);
});

async function countWaiting(): Promise<number> {
  const [{ waiting }] = await prisma.$queryRaw<[{ waiting: number }]>`
    SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return waiting;
}
