import { cookies } from "next/headers";
import { cookieOptions, deviceCookieName, sessionCookieName } from "@/lib/auth/session/cookies";
import { openSessionCookie } from "@/lib/auth/session/session-cookie";
import {
  DEVICE_COOKIE_LIFE_S,
  makeDeviceCookie,
  readDeviceCookie,
  rememberDevice,
} from "@/lib/auth/sign-in/known-device";
import type { ClientInfo } from "@/lib/auth/sign-in/sign-in";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import { cleanUserAgent } from "@/lib/http/user-agent";

/** Reads the origin of a sign-in from a request: address, user agent, session cookie and device cookie. */
export async function clientInfoOf(headers: Headers): Promise<ClientInfo> {
  const jar = await cookies();
  return {
    ipAddress: headers.get(ADDRESS_HEADER),
    userAgent: cleanUserAgent(headers.get("user-agent") ?? undefined),
    previous: await openSessionCookie(jar.get(sessionCookieName())?.value),
    deviceHash: readDeviceCookie(jar.get(deviceCookieName())?.value),
  };
}

/** Stores this browser as a known browser of the user, and gives it a device cookie when it has none. */
export async function rememberBrowser(userId: string, { deviceHash }: ClientInfo): Promise<void> {
  if (deviceHash) {
    await rememberDevice(userId, deviceHash);
    return;
  }
  const device = makeDeviceCookie();
  await rememberDevice(userId, device.deviceHash);
  const jar = await cookies();
  jar.set(deviceCookieName(), device.value, { ...cookieOptions(), maxAge: DEVICE_COOKIE_LIFE_S });
}
