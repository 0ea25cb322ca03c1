import { isThrottled, NAME_RULE } from "@/lib/auth/sign-in/throttle-rule";
import { userCounters } from "@/lib/auth/sign-in/user-counters";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { Admin } from "@/lib/viewer";

/**
 * Returns the ids of the users who must wait before even the right password is accepted, in a known browser
 * or in any other. Only administrators may read this.
 */
export async function listLocked(_admin: Admin, users: { userId: string }[]): Promise<string[]> {
  const counters = await userCounters(users.map(({ userId }) => userId));
  const keys = counters.flatMap((user) => user.keys);
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
  return counters.filter((user) => user.keys.some((key) => waiting.has(key))).map(({ userId }) => userId);
}
