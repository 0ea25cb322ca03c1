import { nameCounter } from "@/lib/auth/throttle";
import { isThrottled, NAME_RULE } from "@/lib/auth/throttle-rule";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { usernameKey } from "@/lib/users/username";
import type { Admin } from "@/lib/viewer";

/** Which of these people must wait before their name is tried again: only administrators are told. @returns their ids */
export async function listLocked(
  _admin: Admin,
  people: { userId: string; username: string }[],
): Promise<string[]> {
  const keys = people.map(({ username }) => nameCounter(usernameKey(username)));
  const now = await databaseNow();
  const failures = await prisma.signInFailure.findMany({
    where: { key: { in: keys } },
    select: { key: true, failures: true, lastAt: true },
    orderBy: { key: "asc" },
    take: keys.length,
  });
  const locked = new Set(
    failures.filter((failure) => isThrottled(failure, NAME_RULE, now)).map(({ key }) => key),
  );
  return people.filter((_, index) => locked.has(keys[index] ?? "")).map(({ userId }) => userId);
}
