import { prisma } from "@/lib/db/client";

export async function onlySessionOf(userId: string) {
  const [session, ...more] = await prisma.userSession.findMany({
    where: { userId },
    select: { ipAddress: true, userAgent: true },
  });
  if (!session || more.length > 0) throw new Error("one session was expected");
  return session;
}

/** The stored hash of a seeded account: the same password opens it, without a hash to compute. */
export async function seedHash(): Promise<string> {
  const { passwordHash } = await prisma.user.findUniqueOrThrow({
    where: { usernameKey: "fedanoir" },
    select: { passwordHash: true },
  });
  if (!passwordHash) throw new Error("the seed gives it a password");
  return passwordHash;
}
