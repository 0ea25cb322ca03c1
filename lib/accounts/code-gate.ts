import { findOwner } from "@/lib/accounts/activate";
import { activationCookieName } from "@/lib/auth/session/cookies";
import { makeSlots } from "@/lib/auth/sign-in/slots";
import { orTryLater } from "@/lib/auth/sign-in/try-later";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import { seeOther } from "@/lib/http/read-form";
import { readCookie } from "@/lib/read-cookie";
import type { Gate } from "@/lib/server/gate";

/** Codes that are looked up at the same time: a part of the connections to the database. */
const withLookup = makeSlots("code-gate", 2, 200);

/**
 * Refuses the form of a wrong activation code before Next receives it, so that a flood costs next to
 * nothing.
 */
export const gateCode: Gate = (headers, body) => {
  const code = new URLSearchParams(body).get("code") ?? "";
  return code === "" ? Promise.resolve(null) : refuseWrong(code, headers); // an empty code deletes the cookie
};

/** Refuses the form of a new password without a usable code in the cookie, like {@link gateCode}. */
export const gateNewPassword: Gate = (headers) => {
  const cookie = readCookie(headers.get("cookie") ?? "", activationCookieName()) ?? "";
  return refuseWrong(cookie, headers);
};

async function refuseWrong(code: string, headers: Headers): Promise<Response | null> {
  try {
    const owner = await orTryLater(withLookup(() => findOwner(code, headers.get(ADDRESS_HEADER))));
    if (typeof owner === "string") return seeOther(`/activate?error=${owner}`);
    return owner ? null : seeOther("/activate?error=code");
  } catch (error) {
    if (isDatabaseUnavailable(error)) return null; // Next answers in words
    throw error;
  }
}
