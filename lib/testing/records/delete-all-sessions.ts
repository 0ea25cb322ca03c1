import { prisma } from "@/lib/db/client";

/**
 * Deletes all sessions and counted refusals; users stay, as if they had never signed in. It disables the
 * triggers that otherwise forbid the deletion.
 */
export async function deleteAllSessions(): Promise<void> {
  await prisma.$transaction([
    prisma.$executeRaw`ALTER TABLE user_session DISABLE TRIGGER USER`,
    prisma.userSession.deleteMany(),
    prisma.$executeRaw`ALTER TABLE user_session ENABLE TRIGGER USER`,
    prisma.$executeRaw`UPDATE app_user SET last_login_at = NULL, last_address = NULL, last_logout_at = NULL`,
    prisma.refusedSignIn.deleteMany(),
  ]);
}
