import { beforeAll, beforeEach, expect, test } from "vitest";
import { hashPassword } from "@/lib/auth/password/password";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { signInOutcome } from "@/lib/testing/records/sign-in-outcome";
import {
  forgetDevice,
  makeDeviceCookie,
  makeDeviceKey,
  noteKnownDevice,
  readDeviceCookie,
  rememberDevice,
} from "./known-device";
import { signIn } from "./sign-in";
import { addressCounter } from "./throttle";
import { MustWait } from "./try-later";

const PASSWORD = "correct horse battery";
const WRONG = "wrong horse battery";
let passwordHash: string;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  await prisma.signInFailure.deleteMany();
});

const from = (ipAddress: string, ...deviceHashes: string[]) => ({
  ipAddress,
  userAgent: null,
  previous: null,
  deviceHashes,
});

async function attack(username: string, ipAddress: string, tries = 8): Promise<void> {
  for (let n = 0; n < tries; n++) await signInOutcome({ username, password: WRONG }, from(ipAddress));
}

test("a device cookie counts only with our seal", () => {
  const { value, deviceHash } = makeDeviceKey();
  expect(readDeviceCookie(value)).toEqual([{ value, deviceHash }]);
  const [key = "", seal = ""] = value.split(".");
  for (const forged of [
    undefined,
    "",
    ".",
    "~",
    key,
    `${key}.`,
    `${key}x.${seal}`,
    `${key}.${seal}x`,
    `${value}.x`,
    "a.b",
  ]) {
    expect(readDeviceCookie(forged), forged).toEqual([]);
  }
  expect(readDeviceCookie(`a.b~${value}`)).toEqual([{ value, deviceHash }]);
});

/* Negative control: keys that stay in the order of their making drop the user who signs in every day. */
test("a browser keeps the keys of the twelve users who signed in there last", () => {
  const keys = Array.from({ length: 12 }, makeDeviceKey);
  const [first, second] = keys;
  let cookie = "";
  for (const key of keys) cookie = makeDeviceCookie(readDeviceCookie(cookie), key).cookie;
  expect(readDeviceCookie(cookie)).toEqual(keys);
  expect(cookie.length).toBeLessThan(1_100);
  if (!first || !second) throw new Error("no keys");
  const again = makeDeviceCookie(readDeviceCookie(cookie), first);
  expect(again.dropped).toBeNull();
  expect(readDeviceCookie(again.cookie)).toEqual([...keys.slice(1), first]);
  const added = makeDeviceCookie(readDeviceCookie(again.cookie), makeDeviceKey());
  expect(added.dropped).toEqual(second);
  expect(readDeviceCookie(added.cookie)).toHaveLength(12);
});

test("a key is known for its user only, and a dropped key for nobody", async () => {
  const [mine, other] = [await makeUser(), await makeUser()];
  const keys = [makeDeviceKey(), makeDeviceKey()];
  const [, key] = keys;
  if (!key) throw new Error("no key");
  await rememberDevice(mine.id, key.deviceHash);
  expect(await noteKnownDevice(mine.id, keys)).toEqual(key);
  expect(await noteKnownDevice(other.id, keys)).toBeNull();
  await forgetDevice(key);
  expect(await noteKnownDevice(mine.id, keys)).toBeNull();
});

/* Negative control: a read that ignores the known browser, or also counts under the name. */
test("under attack the user can still sign in from a known browser, and from no other", async () => {
  const { id, username } = await makeUser({ passwordHash });
  const { deviceHash } = makeDeviceKey();
  await rememberDevice(id, deviceHash);
  await attack(username, "198.51.100.1");
  const tryFrom = (...hashes: string[]) =>
    signInOutcome({ username, password: PASSWORD }, from("198.51.100.2", ...hashes));
  expect(await tryFrom()).toBe("wait");
  expect(await tryFrom(makeDeviceKey().deviceHash)).toBe("wait");
  expect(await tryFrom(makeDeviceKey().deviceHash, deviceHash)).toBe("in");
});

/* Negative control: a read that does not look at the addresses of the user's sessions. */
test("under attack from outside the user can still sign in at an address of theirs", async () => {
  const { id, username } = await makeUser({ passwordHash });
  await makeSession({ id }, { ipAddress: "203.0.113.20" });
  await attack(username, "198.51.100.1");
  expect(await signInOutcome({ username, password: PASSWORD }, from("203.0.113.21"))).toBe("wait");
  expect(await signInOutcome({ username, password: PASSWORD }, from("203.0.113.20"))).toBe("in");
});

test("an address is familiar for thirty days", async () => {
  const { id, username } = await makeUser({ passwordHash });
  const loginTime = new Date(Date.now() - 31 * 86_400_000);
  await makeSession(
    { id },
    { ipAddress: "203.0.113.20", loginTime, logoutTime: loginTime, endReason: "SIGNED_OUT" },
  );
  await attack(username, "198.51.100.1");
  expect(await signInOutcome({ username, password: PASSWORD }, from("203.0.113.20"))).toBe("wait");
});

/* Negative control: an address counter that also applies to users of that address. */
test("an attack from the user's office makes strangers wait there, not its users", async () => {
  const [user, other] = [await makeUser({ passwordHash }), await makeUser({ passwordHash })];
  await makeSession({ id: user.id }, { ipAddress: "203.0.113.9" });
  await attack("somebody", "203.0.113.9", 1);
  await prisma.$executeRaw`UPDATE sign_in_failure SET failures = 106 WHERE failures = 1`;
  await attack("somebody.else", "203.0.113.9", 1);
  const tryHere = ({ username }: { username: string }, password: string) =>
    signInOutcome({ username, password }, from("203.0.113.9"));
  expect(await tryHere(other, PASSWORD)).toBe("wait");
  expect(await tryHere({ username: "unknown" }, PASSWORD)).toBe("wait");
  const before = await prisma.signInFailure.aggregate({
    _max: { lastAt: true },
    where: { failures: { gt: 90 } },
  });
  const refusalOf = ({ username }: { username: string }) =>
    signIn({ username, password: WRONG }, from("203.0.113.9")).catch((error: unknown) => error);
  const told = await refusalOf({ username: "unknown" });
  expect(told).toMatchObject({ name: "MustWait", unlessFamiliar: true });
  expect(await refusalOf(user), "the answer does not tell that the name is a user's").toEqual(told);
  const after = await prisma.signInFailure.aggregate({
    _max: { lastAt: true },
    where: { failures: { gt: 90 } },
  });
  expect(after, "the wait of strangers does not change").toEqual(before);
  expect(await tryHere(user, PASSWORD)).toBe("in");
});

test("users at their own address have a limit of their own there, which counts while strangers must wait", async () => {
  const { id, username } = await makeUser({ passwordHash });
  await makeSession({ id }, { ipAddress: "203.0.113.9" });
  const tryHere = (password: string) => signInOutcome({ username, password }, from("203.0.113.9"));
  for (let n = 0; n < 6; n++) expect(await tryHere(WRONG)).toBe("wrong");
  expect(await tryHere(PASSWORD)).toBe("wait");
  await letPass(16_000);
  expect(await tryHere(PASSWORD)).toBe("in");
  await attack(username, "198.51.100.31");
  for (let n = 0; n < 6; n++) expect(await tryHere(WRONG)).toBe("wait");
  expect(await tryHere(PASSWORD), "these failures have counted").toBe("wait");
  await letPass(16_000);
  expect(await tryHere(PASSWORD)).toBe("in");
});

const HERE = "203.0.113.9";

/** Moves all failures so far into the past. */
async function letPass(ms: number): Promise<void> {
  await prisma.$executeRaw`UPDATE sign_in_failure SET last_at = last_at - ${ms} * interval '1 ms'`;
}

/** Makes strangers at an address wait for two minutes. */
async function fillAddress(): Promise<void> {
  const { key } = addressCounter(HERE);
  const full = { failures: 107, lastAt: await databaseNow() };
  await prisma.signInFailure.upsert({ where: { key }, create: { key, ...full }, update: full });
}

type Step = ["guess", number] | ["guess elsewhere", number] | ["fill"] | ["let pass", ms: number];

/** Returns what each guess of a name was told. */
async function answersOf(username: string, steps: Step[]): Promise<unknown[]> {
  await prisma.signInFailure.deleteMany();
  const answers: unknown[] = [];
  const guess = (ipAddress: string) =>
    signIn({ username, password: WRONG }, from(ipAddress)).catch((error: unknown) =>
      // Hashes take time that belongs to the wait, so waits are compared in steps of five seconds.
      error instanceof MustWait ? [Math.ceil(error.waitS / 5) * 5, error.unlessFamiliar] : error,
    );
  for (const [step, count = 0] of steps) {
    if (step === "fill") await fillAddress();
    else if (step === "let pass") await letPass(count);
    else for (let n = 0; n < count; n++) answers.push(await guess(step === "guess" ? HERE : "198.51.100.30"));
  }
  return answers;
}

const WRONG_6 = Array<null>(6).fill(null);
const waits = (count: number, seconds: number) => Array.from({ length: count }, () => [seconds, true]);

/*
 * Negative controls: failures at a familiar address that count there only; a wait that is only theirs; a
 * length that is only theirs; a password that is called wrong while a stranger would wait.
 */
test.each<[string, Step[], unknown[]]>([
  [
    "fails first",
    [["guess", 6], ["guess elsewhere", 1], ["fill"], ["guess", 3]],
    [...WRONG_6, ...waits(1, 15), ...waits(3, 120)],
  ],
  ["comes while strangers wait", [["fill"], ["guess", 8]], waits(8, 120)],
  [
    "fails for as long as strangers wait, and again afterwards",
    [
      ...[["fill"] as Step, ["guess", 6] as Step],
      ...[16_000, 31_000, 61_000, 13_000].flatMap((ms): Step[] => [
        ["let pass", ms],
        ["guess", 1],
      ]),
      ["guess", 1],
    ],
    [...waits(6, 120), ...waits(1, 105), ...waits(1, 75), ...waits(1, 15), null, ...waits(1, 80)],
  ],
  [
    "is attacked elsewhere first",
    [
      ["guess elsewhere", 7],
      ["guess", 8],
      ["let pass", 16_000],
      ["guess", 2],
    ],
    [...WRONG_6, ...waits(1, 15), ...waits(8, 15), null, ...waits(1, 30)],
  ],
])(
  "what somebody at an address is told about a name that %s does not show whether it is a user of that address",
  async (_case, steps, expected) => {
    const { id, username } = await makeUser({ passwordHash });
    await makeSession({ id }, { ipAddress: HERE });
    expect(await answersOf("unknown.here", steps)).toEqual(expected);
    expect(await answersOf(username, steps)).toEqual(expected);
  },
);

test("a known browser has a limit of its own, and counts for its address", async () => {
  const { id, username } = await makeUser({ passwordHash });
  const { deviceHash } = makeDeviceKey();
  await rememberDevice(id, deviceHash);
  const known = from("198.51.100.3", deviceHash);
  for (let n = 0; n < 6; n++) await signInOutcome({ username, password: WRONG }, known);
  expect(await signInOutcome({ username, password: PASSWORD }, known)).toBe("wait");
  const counters = await prisma.signInFailure.findMany({ select: { failures: true } });
  expect(counters, "of the browser, and of the address").toEqual([{ failures: 6 }, { failures: 6 }]);
  expect(await signInOutcome({ username, password: PASSWORD }, from("198.51.100.3"))).toBe("in");
});

test("the known browser of one user is not known for another user", async () => {
  const [mine, other] = [await makeUser({ passwordHash }), await makeUser({ passwordHash })];
  const { deviceHash } = makeDeviceKey();
  await rememberDevice(mine.id, deviceHash);
  await attack(other.username, "198.51.100.4");
  const elsewhere = from("198.51.100.5", deviceHash);
  expect(await signInOutcome({ username: other.username, password: PASSWORD }, elsewhere)).toBe("wait");
});

test("a user has at most ten known browsers; the least recently used one is removed", async () => {
  const { id: userId } = await makeUser();
  const hashes = Array.from({ length: 12 }, (_, n) => `device${n}`);
  const use = async (...used: string[]) => {
    for (const hash of used) await rememberDevice(userId, hash);
    // Moves all uses into the past, so that the next use is later.
    await prisma.$executeRaw`UPDATE known_device SET last_used_at = last_used_at - interval '1 s'`;
  };
  for (const hash of hashes.slice(0, 10)) await use(hash);
  await use("device0");
  await use("device10");
  await use("device11");
  const kept = await prisma.knownDevice.findMany({ where: { userId }, select: { deviceHash: true } });
  expect(kept.map(({ deviceHash }) => deviceHash).sort()).toEqual(
    hashes.filter((hash) => hash !== "device1" && hash !== "device2").sort(),
  );
});
