import { findOwner } from "@/lib/accounts/activate";
import { activationCookieName } from "@/lib/auth/session/cookies";
import { makeGateLookups, placesOfNetwork, waitToSayBusy } from "@/lib/auth/sign-in/gate-lookups";
import { orTryLater } from "@/lib/auth/sign-in/try-later";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import { seeOther } from "@/lib/http/read-form";
import { readCookie } from "@/lib/read-cookie";
import type { FormEvents, Gate } from "@/lib/server/gate";

const withLookup = makeGateLookups("code-gate", 2);

/**
 * Refuses the form of a wrong activation code before Next receives it, so that a flood costs next to
 * nothing.
 */
export const gateCode: Gate = (headers, body, { whenEnded }) => {
  const { code = "" } = Object.fromEntries(new URLSearchParams(body)); // the last one, like its handler
  if (code === "") return Promise.resolve(null); // it deletes the cookie
  return refuseWrong(code, headers, whenEnded);
};

/** Refuses the form of a new password without a usable code in the cookie, like {@link gateCode}. */
export const gateNewPassword: Gate = (headers, _body, { whenEnded }) => {
  const cookie = readCookie(headers.get("cookie") ?? "", activationCookieName()) ?? "";
  return refuseWrong(cookie, headers, whenEnded);
};

async function refuseWrong(
  code: string,
  headers: Headers,
  whenGone: FormEvents["whenEnded"],
): Promise<Response | null> {
  const ipAddress = headers.get(ADDRESS_HEADER);
  const client = { places: placesOfNetwork(ipAddress), whenGone };
  try {
    const owner = await orTryLater(withLookup(() => findOwner(code, ipAddress), client));
    if (owner === "busy") await waitToSayBusy();
    if (typeof owner === "string") return seeOther(`/activate?error=${owner}`);
    return owner ? null : seeOther("/activate?error=code");
  } catch (error) {
    if (isDatabaseUnavailable(error)) return null; // Next answers in words
    throw error;
  }
}
