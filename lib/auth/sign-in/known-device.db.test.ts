import { beforeAll, expect, test } from "vitest";
import { hashPassword } from "@/lib/auth/password/password";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";
import { makeDeviceCookie, readDeviceCookie, rememberDevice } from "./known-device";
import { signIn } from "./sign-in";

const PASSWORD = "correct horse battery";
const WRONG = "wrong horse battery";
let passwordHash: string;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

const from = (ipAddress: string, deviceHash: string | null) => ({
  ipAddress,
  userAgent: null,
  previous: null,
  deviceHash,
});

async function attack(username: string, ipAddress: string, tries = 8): Promise<void> {
  for (let n = 0; n < tries; n++) await signIn({ username, password: WRONG }, from(ipAddress, null));
}

test("a device cookie counts only with our seal", () => {
  const { value, deviceHash } = makeDeviceCookie();
  expect(readDeviceCookie(value)).toBe(deviceHash);
  const [key = "", seal = ""] = value.split(".");
  for (const forged of [
    undefined,
    "",
    ".",
    key,
    `${key}.`,
    `${key}x.${seal}`,
    `${key}.${seal}x`,
    `${value}.x`,
    "a.b",
  ]) {
    expect(readDeviceCookie(forged), forged).toBeNull();
  }
});

/* Negative control: a read that ignores `known`, or also counts under the name, makes these tests fail. */
test("under attack the user can still sign in from a known browser, and from no other", async () => {
  const { id, username } = await makeUser({ passwordHash });
  const { deviceHash } = makeDeviceCookie();
  await rememberDevice(id, deviceHash);
  await attack(username, "198.51.100.1");
  expect(await signIn({ username, password: PASSWORD }, from("198.51.100.2", null))).toBeNull();
  expect(
    await signIn({ username, password: PASSWORD }, from("198.51.100.2", makeDeviceCookie().deviceHash)),
  ).toBeNull();
  expect(await signIn({ username, password: PASSWORD }, from("198.51.100.2", deviceHash))).not.toBeNull();
  expect(
    await signIn({ username, password: PASSWORD }, from("198.51.100.2", null)),
    "the attack still counts",
  ).toBeNull();
});

test("an attack from the user's office blocks the office's address, not the known browser", async () => {
  const { id, username } = await makeUser({ passwordHash });
  const { deviceHash } = makeDeviceCookie();
  await rememberDevice(id, deviceHash);
  await attack("somebody", "203.0.113.9", 1);
  await prisma.$executeRaw`UPDATE sign_in_failure SET failures = 500`;
  await attack("somebody.else", "203.0.113.9", 1);
  expect(await signIn({ username, password: PASSWORD }, from("203.0.113.9", null))).toBeNull();
  expect(await signIn({ username, password: PASSWORD }, from("203.0.113.9", deviceHash))).not.toBeNull();
});

test("a known browser has a limit of its own, so it is no way to guess passwords", async () => {
  const { id, username } = await makeUser({ passwordHash });
  const { deviceHash } = makeDeviceCookie();
  await rememberDevice(id, deviceHash);
  for (let n = 0; n < 6; n++) await signIn({ username, password: WRONG }, from("198.51.100.3", deviceHash));
  expect(await signIn({ username, password: PASSWORD }, from("198.51.100.3", deviceHash))).toBeNull();
  expect(
    await signIn({ username, password: PASSWORD }, from("198.51.100.3", null)),
    "nothing counted under the name",
  ).not.toBeNull();
});

test("the known browser of one user is not known for another user", async () => {
  const [mine, other] = [await makeUser({ passwordHash }), await makeUser({ passwordHash })];
  const { deviceHash } = makeDeviceCookie();
  await rememberDevice(mine.id, deviceHash);
  await attack(other.username, "198.51.100.4");
  expect(
    await signIn({ username: other.username, password: PASSWORD }, from("198.51.100.5", deviceHash)),
  ).toBeNull();
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
