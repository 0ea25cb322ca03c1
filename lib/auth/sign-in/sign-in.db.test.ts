import { beforeAll, beforeEach, expect, test } from "vitest";
import { hashPassword } from "@/lib/auth/password/password";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { hashSessionKey } from "@/lib/sessions/lifecycle/session-key";
import { owner } from "@/lib/testing/database/owner";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { signInOutcome } from "@/lib/testing/records/sign-in-outcome";
import { makeDeviceKey } from "./known-device";
import { signIn } from "./sign-in";
import { addressCounter, type Counter, nameCounter, strangersCounter } from "./throttle";

const PASSWORD = "correct horse battery";
let passwordHash: string;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  await prisma.signInFailure.deleteMany();
});

let lastAddress = 0;
/** Returns an origin with a new address, so that tests do not share a counter. */
function from() {
  return { ipAddress: `198.51.100.${++lastAddress}`, userAgent: "agent", previous: null, deviceHashes: [] };
}

test("the right password opens one session, whatever the case and width of the name", async () => {
  const user = await makeUser({ username: "Fedanoir", passwordHash });
  const origin = from();
  const signedIn = await signIn({ username: " ｆEDANOIR", password: PASSWORD }, origin);
  expect(signedIn?.userId).toBe(user.id);
  expect(
    await prisma.userSession.findMany({
      where: { userId: user.id },
      select: { sessionKey: true, ipAddress: true, logoutTime: true },
    }),
  ).toEqual([
    { ipAddress: origin.ipAddress, sessionKey: hashSessionKey(signedIn?.sessionKey ?? ""), logoutTime: null },
  ]);
});

test.each([
  ["an unknown name", { username: "nobody-here", password: PASSWORD }],
  ["a wrong password", { username: "refused", password: "wrong horse battery" }],
  ["a disabled account", { username: "disabled", password: PASSWORD }],
  ["a huge password", { username: "refused", password: "x".repeat(4000) }],
  ["an empty password", { username: "refused", password: "" }],
  ["NUL in the name", { username: "refused\u0000", password: PASSWORD }],
  ["a name of 100 000 letters", { username: "x".repeat(100_000), password: PASSWORD }],
  ["no fields", {}],
  ["fields that are no text", { username: { $ne: "" }, password: ["x"] }],
  ["an undefined form", undefined],
])("%s is refused with null and opens no session", async (_case, submitted) => {
  await makeUser({ username: "refused", passwordHash }).catch(() => {});
  await makeUser({ username: "disabled", passwordHash, disabledAt: new Date() }).catch(() => {});
  const before = await prisma.userSession.count();
  expect(await signIn(submitted, from())).toBeNull();
  expect(await prisma.userSession.count()).toBe(before);
});

test("any name waits after five free failures; after the wait the right password clears them", async () => {
  for (const username of ["guessed", "unknown-guessed"]) {
    if (username === "guessed") await makeUser({ username, passwordHash });
    for (let n = 0; n < 5; n++) await signIn({ username, password: "wrong horse battery" }, from());
    expect(await failuresOf()).toContain(5);
    await signIn({ username, password: "wrong horse battery" }, from());
    await expect(signIn({ username, password: PASSWORD }, from())).rejects.toMatchObject({ waitS: 15 });
  }
  await prisma.$executeRaw`UPDATE sign_in_failure SET last_at = last_at - interval '15 s'`;
  expect(await signIn({ username: "guessed", password: PASSWORD }, from())).not.toBeNull();
  expect(await signIn({ username: "guessed", password: PASSWORD }, from())).not.toBeNull();
});

test("concurrent attempts get no more guesses than sequential attempts", async () => {
  await makeUser({ username: "stormed", passwordHash });
  const guess = () => signInOutcome({ username: "stormed", password: "wrong horse battery" }, from());
  const outcomes: string[] = [];
  for (let storm = 0; storm < 6; storm++) {
    outcomes.push(...(await Promise.all(Array.from({ length: 20 }, guess))));
  }
  const guesses = outcomes.filter((outcome) => outcome === "wrong");
  expect(guesses).toHaveLength(6); // five free ones, and the one that starts the wait
  expect(await failuresOfName("stormed")).toBe(6);
  expect(await signInOutcome({ username: "stormed", password: PASSWORD }, from())).toBe("wait");
});

test("sealed cookies of unknown browsers give no additional guesses in parallel", async () => {
  await makeUser({ username: "besieged", passwordHash });
  const storm = Array.from({ length: 40 }, () => {
    const { deviceHash } = makeDeviceKey();
    const client = { ...from(), deviceHashes: [deviceHash] };
    return signInOutcome({ username: "besieged", password: "wrong horse battery" }, client);
  });
  await Promise.all(storm);
  expect(await failuresOfName("besieged")).toBeLessThanOrEqual(6);
});

test("an address waits after 100 failures of any names; successful sign-ins don't count", async () => {
  await makeUser({ username: "colleague", passwordHash });
  const office = { ipAddress: "2001:db8:1:2::1", userAgent: null, previous: null, deviceHashes: [] };
  await signIn({ username: "first", password: "wrong horse battery" }, office);
  await insertFailures(addressCounter(office.ipAddress), 100, 0);
  expect(await signInOutcome({ username: "colleague", password: PASSWORD }, office)).toBe("in");
  await makeUser({ username: "newcomer", passwordHash });
  await signIn({ username: "second", password: "wrong horse battery" }, office);
  const neighbour = { ...office, ipAddress: "2001:db8:1:2:ffff::9" }; // the same /64
  expect(await signInOutcome({ username: "newcomer", password: PASSWORD }, neighbour)).toBe("wait");
  expect(await signInOutcome({ username: "newcomer", password: PASSWORD }, from())).toBe("in");
});

/* Negative control: without the counter of strangers the guesses below go on. */
test("strangers wait after 300 failures from any addresses; known people and places don't", async () => {
  const [user, stranger] = [await makeUser({ passwordHash }), await makeUser({ passwordHash })];
  const office = from();
  await makeSession({ id: user.id }, { ipAddress: office.ipAddress });
  await insertFailures(strangersCounter(), 304, 0);
  expect(await signInOutcome({ username: stranger.username, password: PASSWORD }, from())).toBe("wait");
  expect(await signInOutcome({ username: user.username, password: PASSWORD }, office)).toBe("in");
  await insertFailures(strangersCounter(), 300, 0);
  expect(await signInOutcome({ username: stranger.username, password: PASSWORD }, from())).toBe("in");
});

/* Negative control: strangers that are checked in parallel, or without reading the counters again. */
test("concurrent guesses of strangers from many addresses learn no more than sequential ones", async () => {
  await insertFailures(strangersCounter(), 304, 13); // the wait of 12 s has just ended
  const storm = Array.from({ length: 20 }, (_, n) =>
    signInOutcome({ username: `spread.${n}`, password: "wrong horse battery" }, from()),
  );
  expect((await Promise.all(storm)).filter((outcome) => outcome === "wrong")).toHaveLength(1);
});

test.each([
  ["open", 0, "SIGNED_OUT"],
  ["past its limits", 61, "LOST_CONTACT"],
])("signing in over a session that is %s ends that session", async (_what, minutes, endReason) => {
  const first = await makeUser({ passwordHash });
  const second = await makeUser({ passwordHash });
  const earlier = await signIn({ username: first.username, password: PASSWORD }, from());
  const previous = { userId: first.id, sessionKeyHash: hashSessionKey(earlier?.sessionKey ?? "") };
  await owner.$executeRaw`
    UPDATE user_session SET login_time = login_time - ${minutes} * interval '1 min',
      last_contact_at = last_contact_at - ${minutes} * interval '1 min',
      last_activity_at = last_activity_at - ${minutes} * interval '1 min'
    WHERE user_id = ${first.id}::uuid`;
  expect(
    await signIn({ username: second.username, password: PASSWORD }, { ...from(), previous }),
  ).not.toBeNull();
  const [ended] = await prisma.userSession.findMany({
    where: { userId: first.id },
    select: { endReason: true },
  });
  expect(ended).toEqual({ endReason });
});

test("a sign-in that can't be recorded fails and leaves no session", async () => {
  const user = await makeUser({ username: "unrecorded", passwordHash });
  await owner.$executeRaw`ALTER TABLE activity_event RENAME TO activity_event_away`;
  try {
    await expect(signIn({ username: "unrecorded", password: PASSWORD }, from())).rejects.toThrow();
  } finally {
    await owner.$executeRaw`ALTER TABLE activity_event_away RENAME TO activity_event`;
  }
  expect(await prisma.userSession.count({ where: { userId: user.id } })).toBe(0);
});

/* Negative control: places by the address itself, of which one client of IPv6 has as many as it wants. */
test("strangers of one IPv6 network share 16 places, whatever their addresses", async () => {
  const storm = Array.from({ length: 30 }, (_, n) => {
    const client = { ...from(), ipAddress: `2001:db8:7:7::${n + 1}` };
    return signInOutcome({ username: `network.${n}`, password: "wrong horse battery" }, client);
  });
  const outcomes = await Promise.all(storm);
  expect(outcomes.filter((outcome) => outcome === "busy").length).toBeGreaterThan(0);
});

async function insertFailures({ key }: Counter, failures: number, agoS: number): Promise<void> {
  const lastAt = new Date((await databaseNow()).getTime() - agoS * 1_000);
  await prisma.signInFailure.upsert({
    where: { key },
    create: { key, failures, lastAt },
    update: { failures, lastAt },
  });
}

async function failuresOfName(username: string): Promise<number> {
  const { key } = nameCounter(username);
  const { failures } = await prisma.signInFailure.findUniqueOrThrow({
    where: { key },
    select: { failures: true },
  });
  return failures;
}

async function failuresOf(): Promise<number[]> {
  const rows = await prisma.signInFailure.findMany({ select: { failures: true } });
  return rows.map((row) => row.failures);
}
