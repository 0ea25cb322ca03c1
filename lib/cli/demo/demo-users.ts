import { hashPassword } from "@/lib/auth/password/password";
import { SAMPLE_ACCOUNTS } from "@/lib/cli/seed/seed-accounts";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { Role } from "@/lib/db/generated/enums";
import { deskOf } from "@/lib/simulator/desks";
import type { SimulatedUser } from "@/lib/simulator/staff";
import { addUsers } from "@/lib/users/add-users";
import { SYSTEM } from "@/lib/viewer";

/** Given in turn: every second person is a secretary. */
const TURNS: Role[] = ["SECRETAIRE", "ARCHIVES", "SECRETAIRE", "DIRECTEUR"];
/** Is left to whoever looks on. */
const WATCHER = "Fedanoir";

function namesOf(count: number): string[] {
  const samples = SAMPLE_ACCOUNTS.map(({ username }) => username).filter((name) => name !== WATCHER);
  const more = Array.from({ length: Math.max(0, count - samples.length) }, (_, n) => `employe${n + 1}`);
  return [...samples, ...more].slice(0, count);
}

/** Those whom the sample accounts don't reach for. All have one password, and for once one hash of it. */
export async function addDemoUsers(count: number, password: string): Promise<void> {
  const known = new Set(SAMPLE_ACCOUNTS.map(({ username }) => username));
  const passwordHash = await hashPassword(password);
  const missing = namesOf(count).filter((username) => !known.has(username));
  const people = missing.map((username, n) => ({
    username,
    name: `Employé ${n + 1}`,
    role: TURNS[n % TURNS.length] ?? "SECRETAIRE",
    email: null,
    passwordHash,
  }));
  await prisma.$transaction(async (tx) => addUsers(tx, SYSTEM, people, await databaseNow(tx)));
}

export function listDemoUsers(count: number, password: string): SimulatedUser[] {
  return namesOf(count).map((username, n) => ({ username, password, desk: deskOf(n) }));
}
