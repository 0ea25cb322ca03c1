/**
 * Minimum length. NIST SP 800-63B-4 requires 15 characters where a password is the only factor; 12 is as
 * much as the users of this product can be asked for.
 */
export const MIN_PASSWORD_LENGTH = 12;
/** The minimum of NIST SP 800-63B-4. */
export const RECOMMENDED_PASSWORD_LENGTH = 15;
/** Passwords are never truncated: a longer one is rejected. */
export const MAX_PASSWORD_LENGTH = 128;

/** Counts the code points of a password in NFKC, the form in which it is hashed. */
export function passwordLength(password: string): number {
  return Array.from(password.normalize("NFKC")).length;
}
