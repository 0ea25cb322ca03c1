import { randomInt } from "node:crypto";
import { hashPassword } from "@/lib/auth/password/password";
import { faultOfPassword } from "@/lib/auth/password/password-rule";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { addUsers } from "@/lib/users/add-users";
import { usernameKey } from "@/lib/users/username";
import { SYSTEM } from "@/lib/viewer";
import { FIRST_ADMINISTRATOR, SAMPLE_ACCOUNTS, type SeedAccount } from "./seed-accounts";

export interface Seeded {
  /** The accounts that were missing. Existing accounts are not changed. */
  created: SeedAccount[];
  /** Password of all created accounts. */
  password: string;
  /** The password was generated here. The caller must print it, because it is stored nowhere. */
  random: boolean;
}

/**
 * Creates the missing accounts of the seed in one transaction: all or none, so that no account exists whose
 * password was never printed.
 *
 * @throws Refusal when the given password can be guessed; the rule of people's own passwords holds here too
 * @throws AppError `conflict` when another process creates one of them at the same moment
 */
export async function seedUsers(kind: "sample" | "none", givenPassword?: string): Promise<Seeded> {
  const created = await findMissing(kind === "sample" ? SAMPLE_ACCOUNTS : [FIRST_ADMINISTRATOR]);
  if (givenPassword) await refuseGuessable(givenPassword, created);
  const password = givenPassword ?? randomPassword();
  const hashes = await Promise.all(created.map(() => hashPassword(password))); // each with its own salt
  const people = created.map((account, index) => ({
    ...account,
    email: null,
    passwordHash: hashes[index] ?? null,
  }));
  await prisma.$transaction(async (tx) => addUsers(tx, SYSTEM, people, await databaseNow(tx)));
  return { created, password, random: givenPassword === undefined };
}

async function refuseGuessable(password: string, accounts: SeedAccount[]): Promise<void> {
  for (const account of accounts) {
    if (await faultOfPassword(password, account)) throw new Refusal(t("seed.guessable"));
  }
}

async function findMissing(accounts: readonly SeedAccount[]): Promise<SeedAccount[]> {
  const existing = await prisma.user.findMany({
    where: { usernameKey: { in: accounts.map(({ username }) => usernameKey(username)) } },
    select: { usernameKey: true },
    orderBy: { usernameKey: "asc" },
    take: accounts.length,
  });
  const taken = new Set(existing.map((user) => user.usernameKey));
  return accounts.filter(({ username }) => !taken.has(usernameKey(username)));
}

const CONSONANTS = "bdfgklmnprstvz";
const VOWELS = "aeiou";
const GROUPS = 5;

/** Returns five groups like "kanov": easy to read out and to type, 2^80 possibilities. */
function randomPassword(): string {
  const pick = (letters: string) => letters.charAt(randomInt(letters.length));
  const group = () => [CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS].map(pick).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}
