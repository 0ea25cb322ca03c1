import { prisma } from "@/lib/db/client";

/** Empties the tables of people and sessions, which the database refuses to everyone who does not say so outright. */
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
