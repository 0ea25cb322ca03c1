import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { authSecret } from "@/lib/auth/session/session-cookie";

/**
 * Makes the double-submit pair of next-auth 4 (its core/lib/csrf-token): the cookie holds
 * `token|sha256(token + secret)`, the form holds the token. It is made here too, so that the sign-in page
 * works without JavaScript.
 *
 * @param cookie - the cookie that the browser sent; its token is kept when the hash is ours
 */
export function csrfPair(cookie: string | undefined): { token: string; cookie: string } {
  const [known = "", seal = ""] = cookie?.split("|") ?? [];
  if (isSeal(seal, known)) return { token: known, cookie: `${known}|${seal}` };
  const token = randomBytes(32).toString("hex");
  return { token, cookie: `${token}|${sealOf(token)}` };
}

/** Returns whether a form has the token of its cookie, as next-auth asks for. */
export function hasToken(cookie: string | undefined, token: string | undefined): boolean {
  const [known = "", seal = ""] = cookie?.split("|") ?? [];
  return token === known && isSeal(seal, known);
}

function sealOf(token: string): string {
  return createHash("sha256").update(`${token}${authSecret()}`).digest("hex");
}

function isSeal(seal: string, token: string): boolean {
  const expected = Buffer.from(sealOf(token));
  const given = Buffer.from(seal);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
