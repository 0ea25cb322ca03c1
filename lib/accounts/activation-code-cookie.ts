import { cookies } from "next/headers";
import { findOwnerOf, type Owner } from "@/lib/accounts/activate";
import { activationCookieName, cookieOptions } from "@/lib/auth/session/cookies";

/** Long enough to choose a password without haste. */
const KEPT_FOR_S = 30 * 60;

/** Keeps an activation code in this browser, between the form of the code and the form of the password. */
export async function storeCode(code: string): Promise<void> {
  (await cookies()).set(activationCookieName(), code, { ...cookieOptions(), maxAge: KEPT_FOR_S });
}

/** Deletes the code with all its options: browsers ignore a `__Host-` cookie without `Secure`. */
export async function deleteCode(): Promise<void> {
  (await cookies()).set(activationCookieName(), "", { ...cookieOptions(), maxAge: 0 });
}

/** @returns the code that this browser keeps, or null */
export async function findStoredCode(): Promise<string | null> {
  return (await cookies()).get(activationCookieName())?.value ?? null;
}

/** @returns the user of the code that this browser keeps; null without a usable code */
export async function findOwnerOfKeptCode(): Promise<Owner | null> {
  const code = await findStoredCode();
  return code ? findOwnerOf(code) : null;
}
