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
  ["a foreign cookie", "/me", () => "konekte.session=abc", null],
  ["no cookie", "/me", () => undefined, null],
])("the turns of %s are those of its session", async (_what, url, spell, expected) => {
  const { name, value } = await sealSessionCookie({ sessionKey: KEY, userId: crypto.randomUUID() });
  const request = { url, headers: { cookie: spell(`${name}=${value}`) } };
  expect(await sessionOfRequest(request)).toBe(expected);
});
