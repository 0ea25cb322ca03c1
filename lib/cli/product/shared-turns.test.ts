import { expect, test, vi } from "vitest";
import { deviceCookieName } from "@/lib/auth/session/cookies";
import { sealSessionCookie } from "@/lib/auth/session/session-cookie";
import { makeDeviceKey } from "@/lib/auth/sign-in/known-device";
import { hashSessionKey } from "@/lib/sessions/lifecycle/session-key";
import { sharedTurnsOf } from "./shared-turns";

vi.stubEnv("NEXTAUTH_SECRET", "a secret of this test, which is long enough");

const KEY = "k".repeat(43);
const HASH = hashSessionKey(KEY);

const at = (address: string) => ({ "x-konekte-address": address });
const USER_ID = crypto.randomUUID();
const DEVICE = makeDeviceKey();
const ofSession = { kind: "session", session: HASH, userId: USER_ID };

/* Negative controls: a key of the cookie's text gives a script as many turns as it finds spellings; a script
 * that omits the cookie, or sends a wrong one, takes no turns. */
test.each([
  ["a page", "/me", (cookie: string) => cookie, ofSession],
  ["an encoded spelling of the cookie", "/me", (cookie: string) => cookie.replace("=e", "=%65"), ofSession],
  [
    "the cookie before one that cannot be read",
    "/me",
    (cookie: string) => `${cookie}; konekte.session=%`,
    ofSession,
  ],
  ["a sign-out", "/api/sign-out", (cookie: string) => cookie, { ...ofSession, kind: "sign-out" }],
  [
    "a path that leaves the files of the build",
    "/_next/static/../../me",
    (cookie: string) => cookie,
    ofSession,
  ],
  ["a foreign cookie", "/me", () => "konekte.session=abc", { kind: "stranger" }],
  ["no cookie", "/me", () => undefined, { kind: "stranger" }],
  ["a known browser", "/login", () => `${deviceCookieName()}=a.b~${DEVICE.value}`, { kind: "known-browser" }],
  [
    "a session in a known browser",
    "/me",
    (cookie: string) => `${deviceCookieName()}=${DEVICE.value}; ${cookie}`,
    ofSession,
  ],
  ["a device cookie that is not ours", "/login", () => `${deviceCookieName()}=a.b`, { kind: "stranger" }],
  ["a monitor", "/api/health", () => undefined, { kind: "monitor" }],
  ["an encoded address of a monitor", "/api/health%2Fready?a", () => undefined, { kind: "monitor" }],
])("the turns of %s are those of its kind", async (_what, url, spell, expected) => {
  const { name, value } = await sealSessionCookie({ sessionKey: KEY, userId: USER_ID });
  const headers = { cookie: spell(`${name}=${value}`), ...at("203.0.113.9") };
  const turns = await sharedTurnsOf({ method: "POST", url, headers });
  expect(turns).toEqual({ ...expected, network: "203.0.113.9" });
});

/* Negative control: requests that end no session, and take the turns of the one that would. */
test("a sign-out by GET has the turns of its session", async () => {
  const { name, value } = await sealSessionCookie({ sessionKey: KEY, userId: USER_ID });
  const headers = { cookie: `${name}=${value}`, ...at("203.0.113.9") };
  expect(await sharedTurnsOf({ method: "GET", url: "/api/sign-out", headers })).toMatchObject(ofSession);
});

test("a file of the build waits for no turn", async () => {
  expect(await sharedTurnsOf({ url: "/_next/static/chunks/a.js", headers: {} })).toBeNull();
});

/* Negative controls: a form that keeps its place at the gate while requests of its session hang; forms in any
 * number, because their gate gives them no place. */
test.each([
  ["/api/auth/callback/credentials", null],
  ["/api/activation", "/api/activation"],
  ["/api/%61ctivation/password", "/api/activation/password"],
  ["/api/preferences", "/api/preferences"],
])("a form for %s that has passed its gate has the turns of %s", async (url, path) => {
  const { name, value } = await sealSessionCookie({ sessionKey: KEY, userId: USER_ID });
  const headers = { cookie: `${name}=${value}`, ...at("203.0.113.9"), "x-konekte-arrived": "12.5" };
  const turns = path && { kind: "form", path, network: "203.0.113.9" };
  expect(await sharedTurnsOf({ method: "POST", url, headers })).toEqual(turns);
});

/* Negative control: turns of the session alone, which the holder of a copy keeps from its owner. */
test("a copy of the cookie in another network has other turns", async () => {
  const { name, value } = await sealSessionCookie({ sessionKey: KEY, userId: USER_ID });
  const turnsAt = (address: string) => {
    const headers = { cookie: `${name}=${value}`, ...at(address) };
    return sharedTurnsOf({ url: "/me", headers });
  };
  expect(await turnsAt("198.51.100.1")).not.toEqual(await turnsAt("203.0.113.9"));
  expect(await turnsAt("2001:db8:0:1::1")).toEqual(await turnsAt("2001:db8:0:2::1"));
});
