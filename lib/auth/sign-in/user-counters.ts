import { deviceCounter, nameCounter } from "@/lib/auth/sign-in/throttle";
import { prisma, type Transaction } from "@/lib/db/client";

/** The counters that can make a person wait: that of their name, and those of the browsers that they are known by. */
export async function userCounters(
  userIds: string[],
  tx: Transaction = prisma,
): Promise<{ userId: string; keys: string[] }[]> {
  const people = await tx.user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, usernameKey: true, knownDevices: { select: { deviceHash: true } } },
    orderBy: { id: "asc" },
    take: userIds.length,
  });
  return people.map(({ id: userId, usernameKey, knownDevices }) => ({
    userId,
    keys: [
      nameCounter(usernameKey),
      ...knownDevices.map(({ deviceHash }) => deviceCounter(usernameKey, deviceHash)),
    ],
  }));
}
