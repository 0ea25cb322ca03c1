import { deviceCounter, nameCounter } from "@/lib/auth/sign-in/throttle";
import { prisma, type Transaction } from "@/lib/db/client";

/** Reads the keys of the counters that can make a user wait: of the name, and of each known browser. */
export async function userCounters(
  userIds: string[],
  tx: Transaction = prisma,
): Promise<{ userId: string; keys: string[] }[]> {
  const users = await tx.user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, usernameKey: true, knownDevices: { select: { deviceHash: true } } },
    orderBy: { id: "asc" },
    take: userIds.length,
  });
  return users.map(({ id: userId, usernameKey, knownDevices }) => ({
    userId,
    keys: [
      nameCounter(usernameKey),
      ...knownDevices.map(({ deviceHash }) => deviceCounter(usernameKey, deviceHash)),
    ],
  }));
}
