import { owner } from "@/lib/testing/database/owner";

/** Deletes all users and sessions. It disables the triggers that otherwise forbid the deletion. */
export async function deleteAllUsers(): Promise<void> {
  await owner.$transaction([
    owner.$executeRaw`ALTER TABLE user_session DISABLE TRIGGER USER`,
    owner.$executeRaw`ALTER TABLE app_user DISABLE TRIGGER USER`,
    owner.formerSessionKey.deleteMany(),
    owner.userSession.deleteMany(),
    owner.user.deleteMany(),
    owner.userCount.deleteMany(),
    owner.$executeRaw`ALTER TABLE app_user ENABLE TRIGGER USER`,
    owner.$executeRaw`ALTER TABLE user_session ENABLE TRIGGER USER`,
  ]);
}
