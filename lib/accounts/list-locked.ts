import { isThrottled, NAME_RULE } from "@/lib/auth/sign-in/throttle-rule";
import { userCounters } from "@/lib/auth/sign-in/user-counters";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { Admin } from "@/lib/viewer";

/**
 * Which of these people must wait before even the right password is accepted, elsewhere or in a browser of theirs: only administrators
 * are told.
 *
 * @returns their ids
 */
export async function listLocked(_admin: Admin, people: { userId: string }[]): Promise<string[]> {
  const counters = await userCounters(people.map(({ userId }) => userId));
  const keys = counters.flatMap((person) => person.keys);
  const now = await databaseNow();
  const failures = await prisma.signInFailure.findMany({
    where: { key: { in: keys } },
    select: { key: true, failures: true, lastAt: true },
    orderBy: { key: "asc" },
    take: keys.length,
  });
  const waiting = new Set(
    failures.filter((failure) => isThrottled(failure, NAME_RULE, now)).map(({ key }) => key),
  );
  return counters.filter((person) => person.keys.some((key) => waiting.has(key))).map(({ userId }) => userId);
}
