import { expect, test, vi } from "vitest";
import { deviceCookieName } from "@/lib/auth/session/cookies";
import { sealSessionCookie } from "@/lib/auth/session/session-cookie";
import { isOfUser } from "./is-of-user";
import { makeDeviceKey } from "./known-device";

vi.stubEnv("NEXTAUTH_SECRET", "a secret of this test, which is long enough");

const session = await sealSessionCookie({ sessionKey: "k".repeat(43), userId: crypto.randomUUID() });
const device = makeDeviceKey().value;

/* Negative control: a cookie counts by its name. */
test.each([
  ["a session cookie", `${session.name}=${session.value}`, true],
  ["a device cookie", `theme=dark; ${deviceCookieName()}=${device}`, true],
  ["a session cookie that was changed", `${session.name}=${session.value.slice(0, -2)}`, false],
  ["a device cookie that was changed", `${deviceCookieName()}=x${device}`, false],
  ["another cookie", `theme=${device}`, false],
  ["no cookie", undefined, false],
])("a request with %s counts by what we have sealed", async (_what, cookie, expected) => {
  expect(await isOfUser({ headers: { cookie } })).toBe(expected);
});
