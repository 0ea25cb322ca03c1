import { expect, test, vi } from "vitest";
import { deviceCookieName } from "@/lib/auth/session/cookies";
import { sealSessionCookie } from "@/lib/auth/session/session-cookie";
import { hashSessionKey } from "@/lib/sessions/lifecycle/session-key";
import { browserOf } from "./browser-of";
import { makeDeviceKey } from "./known-device";

vi.stubEnv("NEXTAUTH_SECRET", "a secret of this test, which is long enough");

const sessionKey = "k".repeat(43);
const session = await sealSessionCookie({ sessionKey, userId: crypto.randomUUID() });
const device = makeDeviceKey();

/* Negative control: a cookie counts by its name. */
test.each([
  ["a session cookie", `${session.name}=${session.value}`, hashSessionKey(sessionKey)],
  ["a device cookie", `theme=dark; ${deviceCookieName()}=${device.value}`, device.deviceHash],
  ["a session cookie that was changed", `${session.name}=${session.value.slice(0, -2)}`, null],
  ["a device cookie that was changed", `${deviceCookieName()}=x${device.value}`, null],
  ["another cookie", `theme=${device.value}`, null],
  ["no cookie", undefined, null],
])("a request with %s counts by what we have sealed", async (_what, cookie, expected) => {
  expect(await browserOf({ headers: { cookie } })).toBe(expected);
});
