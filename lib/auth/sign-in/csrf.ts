import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { authSecret } from "@/lib/auth/session/session-cookie";

/**
 * The double-submit pair of next-auth 4 (its core/lib/csrf-token): the cookie holds `token|sha256(token + secret)`, the form
 * the token. Made here too so that the sign-in page is whole without JavaScript.
 *
 * @param cookie - the browser's, kept when it is ours
 */
export function csrfPair(cookie: string | undefined): { token: string; cookie: string } {
  const [known = "", seal = ""] = cookie?.split("|") ?? [];
  if (isSeal(seal, known)) return { token: known, cookie: `${known}|${seal}` };
  const token = randomBytes(32).toString("hex");
  return { token, cookie: `${token}|${sealOf(token)}` };
}

function sealOf(token: string): string {
  return createHash("sha256").update(`${token}${authSecret()}`).digest("hex");
}

function isSeal(seal: string, token: string): boolean {
  const expected = Buffer.from(sealOf(token));
  const given = Buffer.from(seal);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
