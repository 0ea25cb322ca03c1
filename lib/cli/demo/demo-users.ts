import { hashPassword } from "@/lib/auth/password/password";
import { SAMPLE_ACCOUNTS } from "@/lib/cli/seed/seed-accounts";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { Role } from "@/lib/db/generated/enums";
import { deskOf } from "@/lib/simulator/desks";
import type { SimulatedUser } from "@/lib/simulator/staff";
import { addUsers } from "@/lib/users/add-users";
import { SYSTEM } from "@/lib/viewer";

/** Roles of the added users, in rotation: every second one is a secretary. */
const ROTATION: Role[] = ["SECRETAIRE", "ARCHIVES", "SECRETAIRE", "DIRECTEUR"];
/** Sample administrator that the simulation does not use: a person signs in with it to watch. */
const WATCHER = "Fedanoir";

function namesOf(count: number): string[] {
  const samples = SAMPLE_ACCOUNTS.map(({ username }) => username).filter((name) => name !== WATCHER);
  const more = Array.from({ length: Math.max(0, count - samples.length) }, (_, n) => `employe${n + 1}`);
  return [...samples, ...more].slice(0, count);
}

/**
 * Adds the users beyond the sample accounts. All share one password and one hash of it, because a hash for
 * each would take too long.
 */
export async function addDemoUsers(count: number, password: string): Promise<void> {
  const known = new Set(SAMPLE_ACCOUNTS.map(({ username }) => username));
  const passwordHash = await hashPassword(password);
  const missing = namesOf(count).filter((username) => !known.has(username));
  const people = missing.map((username, n) => ({
    username,
    name: `Employé ${n + 1}`,
    role: ROTATION[n % ROTATION.length] ?? "SECRETAIRE",
    email: null,
    passwordHash,
  }));
  await prisma.$transaction(async (tx) => addUsers(tx, SYSTEM, people, await databaseNow(tx)));
}

/** Returns `count` users to simulate, each with a desk: the sample accounts first, then the added ones. */
export function listDemoUsers(count: number, password: string): SimulatedUser[] {
  return namesOf(count).map((username, n) => ({ username, password, desk: deskOf(n) }));
}
