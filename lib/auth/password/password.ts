import { hash, verify } from "@node-rs/argon2";

/** Parameters of the OWASP Password Storage Cheat Sheet: memory in KiB, rounds, lanes. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash of a discarded random value. Verifying it takes as long for an unknown name as for a known one. */
const UNKNOWN_USER_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$0xIiC1adIx9MRsLz9C+dwA$cw4bmrrhClymmMBS8Twm9Xox+rIoJ2GueU2XUvVEGPY";

/**
 * Hashes a password with argon2id. It normalizes to NFKC first, because keyboards encode an accented letter
 * in different ways.
 *
 * @returns a PHC string with its own salt
 */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), ARGON2ID);
}

/**
 * Returns whether a password matches a hash.
 *
 * @param passwordHash - null when no user has the name, or the user has no password yet: the call takes the
 *   same time and returns false
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? UNKNOWN_USER_HASH, password.normalize("NFKC"));
  return matches && passwordHash !== null;
}
