import { waitMs } from "@/lib/auth/sign-in/throttle-rule";
import { userCounters } from "@/lib/auth/sign-in/user-counters";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { Admin } from "@/lib/viewer";

/**
 * Returns the ids of the users who must wait before even the right password is accepted, in a known browser,
 * at an address of theirs, or elsewhere. Only administrators may read this.
 */
export async function listLocked(_admin: Admin, users: { userId: string }[]): Promise<string[]> {
  const usersCounters = await userCounters(users.map(({ userId }) => userId));
  const keys = usersCounters.flatMap(({ counters }) => counters.map(({ key }) => key));
  const now = await databaseNow();
  const failures = await prisma.signInFailure.findMany({
    where: { key: { in: keys } },
    select: { key: true, failures: true, lastAt: true },
    orderBy: { key: "asc" },
    take: keys.length,
  });
  const failuresOf = new Map(failures.map((failure) => [failure.key, failure]));
  const isLocked = usersCounters.filter(({ counters }) =>
    counters.some(({ key, rule }) => {
      const failure = failuresOf.get(key);
      return failure !== undefined && waitMs(failure, rule, now) > 0;
    }),
  );
  return isLocked.map(({ userId }) => userId);
}
