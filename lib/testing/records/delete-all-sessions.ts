import { prisma } from "@/lib/db/client";

/** As if nobody had ever signed in or been refused; the people stay. The database refuses it to everyone who does not say so outright. */
export async function deleteAllSessions(): Promise<void> {
  await prisma.$transaction([
    prisma.$executeRaw`ALTER TABLE user_session DISABLE TRIGGER USER`,
    prisma.userSession.deleteMany(),
    prisma.$executeRaw`ALTER TABLE user_session ENABLE TRIGGER USER`,
    prisma.$executeRaw`UPDATE app_user SET last_login_at = NULL, last_address = NULL, last_logout_at = NULL`,
    prisma.refusedSignIn.deleteMany(),
  ]);
}
