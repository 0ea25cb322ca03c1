import { prisma } from "@/lib/db/client";

/** Deletes all users and sessions. It disables the triggers that otherwise forbid the deletion. */
export async function deleteAllUsers(): Promise<void> {
  await prisma.$transaction([
    prisma.$executeRaw`ALTER TABLE user_session DISABLE TRIGGER USER`,
    prisma.$executeRaw`ALTER TABLE app_user DISABLE TRIGGER USER`,
    prisma.userSession.deleteMany(),
    prisma.user.deleteMany(),
    prisma.userCount.deleteMany(),
    prisma.$executeRaw`ALTER TABLE app_user ENABLE TRIGGER USER`,
    prisma.$executeRaw`ALTER TABLE user_session ENABLE TRIGGER USER`,
  ]);
}
