import { createHash, randomInt } from "node:crypto";

/**
 * Crockford's base 32. It has no I, L, O or U, so that a printed code can't be misread.
 * https://www.crockford.com/base32.html
 */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 4;
const GROUP_LENGTH = 4;
const LENGTH = GROUPS * GROUP_LENGTH;

/** A code expires after this number of days. */
export const ACTIVATION_CODE_DAYS = 7;

/** Creates a random code, for example `K7QF-9M2X-4TBR-WJ6H`. Its 80 bits make a slow hash unnecessary. */
export function makeActivationCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return Array.from({ length: GROUPS }, () => group().join("")).join("-");
}

/**
 * Hashes a code for storing and finding it. Case, spaces and hyphens do not matter; O counts as 0, and I and
 * L as 1.
 *
 * @returns SHA-256 in hex; null when the text can't be a code
 */
export function hashActivationCode(typed: string): string | null {
  const code = typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  if (code.length !== LENGTH || [...code].some((sign) => !ALPHABET.includes(sign))) return null;
  return createHash("sha256").update(code).digest("hex");
}
