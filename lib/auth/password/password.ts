import { hash, verify } from "@node-rs/argon2";

/** OWASP Password Storage Cheat Sheet, argon2id: m in KiB, t rounds, p lanes. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a random value, thrown away: unknown names take as long as known ones. */
const NOBODY =
  "$argon2id$v=19$m=19456,t=2,p=1$0xIiC1adIx9MRsLz9C+dwA$cw4bmrrhClymmMBS8Twm9Xox+rIoJ2GueU2XUvVEGPY";

/** @returns a PHC string with its own salt */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), ARGON2ID); // keyboards differ in how they write an accent
}

/** @param passwordHash - null when there is no such person: takes the same time, and is false */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? NOBODY, password.normalize("NFKC"));
  return matches && passwordHash !== null;
}
