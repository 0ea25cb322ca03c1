import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { authSecret } from "@/lib/auth/session/session-cookie";
import { Prisma, prisma } from "@/lib/db/client";

/** Known browsers of one user. The least recently used one is removed for a new one. */
const MAX_DEVICES = 10;
/**
 * Users whom one browser remembers; the one who has not signed in there for longest is removed for a new
 * one. A computer of many people sends one kilobyte of keys with each request.
 */
const MAX_KEYS_OF_BROWSER = 12;
export const DEVICE_COOKIE_LIFE_S = 365 * 24 * 3600;
const SEPARATOR = "~";

/** A key of the device cookie. */
export interface DeviceKey {
  /** The sealed key, as the cookie holds it. */
  value: string;
  /** Hash that identifies the key in the database. */
  deviceHash: string;
}

/**
 * Makes a sealed random key for a browser in which a user has just signed in. It proves no identity. It
 * only lets this user sign in from this browser without waiting for the failures of others. Each user gets
 * a key of their own, because one who put a key into the browser of another user knows that key.
 */
export function makeDeviceKey(): DeviceKey {
  const key = randomBytes(32).toString("base64url");
  return { value: `${key}.${sealOf(key)}`, deviceHash: hashOf(key) };
}

/** Reads the keys of a device cookie, the least recently used first, without those that are not ours. */
export function readDeviceCookie(cookie: string | undefined): DeviceKey[] {
  const values = (cookie ?? "").split(SEPARATOR).slice(-MAX_KEYS_OF_BROWSER);
  return values.flatMap((value) => {
    const [key = "", seal = "", ...rest] = value.split(".");
    const [given, expected] = [Buffer.from(seal), Buffer.from(sealOf(key))];
    const isOurs = rest.length === 0 && given.length === expected.length && timingSafeEqual(given, expected);
    return isOurs ? [{ value, deviceHash: hashOf(key) }] : [];
  });
}

/**
 * Makes the device cookie of a browser whose user has a known or a new key there.
 *
 * @returns the cookie with this key as the latest, and the key that it has no place for
 */
export function makeDeviceCookie(
  keys: DeviceKey[],
  used: DeviceKey,
): { cookie: string; dropped: DeviceKey | null } {
  const all = [...keys.filter(({ value }) => value !== used.value), used];
  const dropped = all.length > MAX_KEYS_OF_BROWSER ? (all.shift() ?? null) : null;
  return { cookie: all.map(({ value }) => value).join(SEPARATOR), dropped };
}

/**
 * Notes that a user has signed in from a browser, and finds the key that is known for this user.
 *
 * @returns null when none of the keys is known for the user
 */
export async function noteKnownDevice(userId: string, keys: DeviceKey[]): Promise<DeviceKey | null> {
  if (keys.length === 0) return null;
  const used = await prisma.$queryRaw<{ deviceHash: string }[]>(Prisma.sql`
    UPDATE known_device SET last_used_at = clock_timestamp()
    WHERE user_id = ${userId}::uuid AND device_hash = ANY(${keys.map((key) => key.deviceHash)}::text[])
    RETURNING device_hash AS "deviceHash"`);
  return keys.find(({ deviceHash }) => used.some((row) => row.deviceHash === deviceHash)) ?? null;
}

/** Forgets a key that no browser has any more, whoever it was known for. */
export async function forgetDevice({ deviceHash }: DeviceKey): Promise<void> {
  await prisma.knownDevice.deleteMany({ where: { deviceHash } });
}

/** Stores a key as known for a user who has signed in from its browser. */
export async function rememberDevice(userId: string, deviceHash: string): Promise<void> {
  await prisma.$executeRaw(Prisma.sql`
    WITH used AS (
      INSERT INTO known_device (user_id, device_hash, last_used_at)
      VALUES (${userId}::uuid, ${deviceHash}, clock_timestamp())
      ON CONFLICT (user_id, device_hash) DO UPDATE SET last_used_at = EXCLUDED.last_used_at
    )
    DELETE FROM known_device WHERE user_id = ${userId}::uuid AND device_hash IN (
      SELECT device_hash FROM known_device WHERE user_id = ${userId}::uuid AND device_hash <> ${deviceHash}
      ORDER BY last_used_at DESC OFFSET ${MAX_DEVICES - 1}
    )`);
}

function sealOf(key: string): string {
  return createHmac("sha256", authSecret()).update(`device:${key}`).digest("base64url");
}

function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
