import { createHash, randomInt } from "node:crypto";

/** Crockford's base 32: no I, L, O or U, so that what is read off paper can't be misread. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 4;
const GROUP_LENGTH = 4;
const LENGTH = GROUPS * GROUP_LENGTH;

/** A code that was not used for this long is worth nothing. */
export const ACTIVATION_CODE_DAYS = 7;

/** A new code, `K7QF-9M2X-4TBR-WJ6H`: 80 bits, so that it needs no slow hash. */
export function newActivationCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return Array.from({ length: GROUPS }, () => group().join("")).join("-");
}

/** By which a code is stored and found, however somebody typed it; null for what can be no code. */
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
