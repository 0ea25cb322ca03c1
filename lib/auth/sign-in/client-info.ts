import { cookies } from "next/headers";
import { cookieOptions, deviceCookieName, sessionCookieName } from "@/lib/auth/session/cookies";
import { openSessionCookie } from "@/lib/auth/session/session-cookie";
import {
  DEVICE_COOKIE_LIFE_S,
  forgetDevice,
  makeDeviceCookie,
  makeDeviceKey,
  noteKnownDevice,
  readDeviceCookie,
  rememberDevice,
} from "@/lib/auth/sign-in/known-device";
import type { ClientInfo } from "@/lib/auth/sign-in/sign-in";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import { cleanUserAgent } from "@/lib/http/user-agent";
import { describeBug, log } from "@/lib/log";

/** Reads the origin of a sign-in from a request: address, user agent, session cookie and device cookie. */
export async function clientInfoOf(headers: Headers): Promise<ClientInfo> {
  const jar = await cookies();
  return {
    ipAddress: headers.get(ADDRESS_HEADER),
    userAgent: cleanUserAgent(headers.get("user-agent") ?? undefined),
    previous: await openSessionCookie(jar.get(sessionCookieName())?.value),
    deviceHashes: readDeviceCookie(jar.get(deviceCookieName())?.value).map(({ deviceHash }) => deviceHash),
  };
}

/**
 * Stores this browser as a known browser of the user, gives it a key for this user when it has none, and
 * renews its cookie. A failure changes no answer, only the convenience.
 */
export async function rememberBrowser(userId: string): Promise<void> {
  try {
    const jar = await cookies();
    const keys = readDeviceCookie(jar.get(deviceCookieName())?.value);
    const known = await noteKnownDevice(userId, keys);
    const used = known ?? makeDeviceKey();
    if (!known) await rememberDevice(userId, used.deviceHash);
    const { cookie, dropped } = makeDeviceCookie(keys, used);
    jar.set(deviceCookieName(), cookie, { ...cookieOptions(), maxAge: DEVICE_COOKIE_LIFE_S });
    if (dropped) await forgetDevice(dropped);
  } catch (error) {
    log.warn({ event: "device.not_remembered", ...describeBug(error) });
  }
}
