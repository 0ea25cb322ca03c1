import { prisma } from "@/lib/db/client";

/**
 * Reads the one session of a user.
 *
 * @throws when there is none, or more than one
 */
export async function onlySessionOf(userId: string) {
  const [session, ...more] = await prisma.userSession.findMany({
    where: { userId },
    select: { ipAddress: true, userAgent: true },
  });
  if (!session || more.length > 0) throw new Error("the user must have exactly one session");
  return session;
}

/**
 * Reads the hash of a seeded account. A user with this hash has the seed password, and no test computes a
 * hash.
 */
export async function seedHash(): Promise<string> {
  const { passwordHash } = await prisma.user.findUniqueOrThrow({
    where: { usernameKey: "fedanoir" },
    select: { passwordHash: true },
  });
  if (!passwordHash) throw new Error("the seeded account has no password");
  return passwordHash;
}
