import { expect, test, vi } from "vitest";
import { hashSessionKey } from "@/lib/sessions/lifecycle/session-key";
import { sealSessionCookie } from "./session-cookie";
import { sessionOfRequest } from "./session-of-request";

vi.stubEnv("NEXTAUTH_SECRET", "a secret of this test, which is long enough");

const KEY = "k".repeat(43);
const HASH = hashSessionKey(KEY);

/* Negative control: a key of the cookie's text gives a script as many turns as it finds spellings. */
test.each([
  ["a page", "/me", (cookie: string) => cookie, HASH],
  ["an encoded spelling of the cookie", "/me", (cookie: string) => cookie.replace("=e", "=%65"), HASH],
  [
    "the cookie before one that cannot be read",
    "/me",
    (cookie: string) => `${cookie}; konekte.session=%`,
    HASH,
  ],
  [
    "a sign-out, which has turns of its own,",
    "/api/sign-out",
    (cookie: string) => cookie,
    `sign-out ${HASH}`,
  ],
  ["a path that leaves the files of the build", "/_next/static/../../me", (cookie: string) => cookie, HASH],
  ["a file of the build", "/_next/static/chunks/a.js", (cookie: string) => cookie, null],
  ["a monitor", "/api/health/ready", () => undefined, null],
])("the turns of %s are those of its session", async (_what, url, spell, expected) => {
  const { name, value } = await sealSessionCookie({ sessionKey: KEY, userId: crypto.randomUUID() });
  const headers = { cookie: spell(`${name}=${value}`), "x-konekte-address": "203.0.113.9" };
  const turns = expected && { session: expected, network: "203.0.113.9" };
  expect(await sessionOfRequest({ url, headers })).toEqual(turns);
});

/* Negative control: a script that omits the cookie, or sends a wrong one, takes no turns. */
test.each([undefined, "konekte.session=abc"])(
  "a request with the cookie %s is a stranger's",
  async (cookie) => {
    const headers = { cookie, "x-konekte-address": "203.0.113.9" };
    expect(await sessionOfRequest({ url: "/me", headers })).toEqual({
      session: null,
      network: "203.0.113.9",
    });
  },
);

/* Negative control: a form that keeps its place at the gate while requests of its session hang. */
test("a form that a gate has passed waits for no turn", async () => {
  const { name, value } = await sealSessionCookie({ sessionKey: KEY, userId: crypto.randomUUID() });
  const headers = { cookie: `${name}=${value}`, "x-konekte-arrived": "12.5" };
  expect(await sessionOfRequest({ url: "/api/auth/callback/credentials", headers })).toBeNull();
});

/* Negative control: turns of the session alone, which the holder of a copy keeps from its owner. */
test("a copy of the cookie in another network has other turns", async () => {
  const { name, value } = await sealSessionCookie({ sessionKey: KEY, userId: crypto.randomUUID() });
  const turnsAt = (address: string) => {
    const headers = { cookie: `${name}=${value}`, "x-konekte-address": address };
    return sessionOfRequest({ url: "/me", headers });
  };
  expect(await turnsAt("198.51.100.1")).not.toEqual(await turnsAt("203.0.113.9"));
  expect(await turnsAt("2001:db8:0:1::1")).toEqual(await turnsAt("2001:db8:0:2::1"));
});
