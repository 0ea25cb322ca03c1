import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { authSecret } from "@/lib/auth/session/session-cookie";
import { Prisma, prisma } from "@/lib/db/client";
import { describeBug, log } from "@/lib/log";

/** Known browsers of one user. The least recently used one is removed for a new one. */
const MAX_DEVICES = 10;
export const DEVICE_COOKIE_LIFE_S = 365 * 24 * 3600;

/**
 * Makes a device cookie with a sealed random key, for a browser in which a user has just signed in. The
 * cookie proves no identity. It only lets the user sign in from this browser without waiting for the
 * failures of others.
 */
export function makeDeviceCookie(): { value: string; deviceHash: string } {
  const key = randomBytes(32).toString("base64url");
  return { value: `${key}.${sealOf(key)}`, deviceHash: hashOf(key) };
}

/** @returns the hash that identifies the browser in the database; null for a cookie that is not ours */
export function readDeviceCookie(value: string | undefined): string | null {
  const [key = "", seal = "", ...rest] = (value ?? "").split(".");
  const [given, expected] = [Buffer.from(seal), Buffer.from(sealOf(key))];
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return hashOf(key);
}

/** Returns whether the user of this name has signed in from this browser. */
export async function isKnownDevice(usernameKey: string, deviceHash: string): Promise<boolean> {
  return (await prisma.knownDevice.count({ where: { deviceHash, user: { usernameKey } } })) > 0;
}

/** Stores that a user has signed in from this browser. A failure changes no answer, only the convenience. */
export async function rememberDevice(userId: string, deviceHash: string): Promise<void> {
  try {
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
  } catch (error) {
    log.warn({ event: "device.not_remembered", ...describeBug(error) });
  }
}

function sealOf(key: string): string {
  return createHmac("sha256", authSecret()).update(`device:${key}`).digest("base64url");
}

function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
