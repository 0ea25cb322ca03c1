import { owner } from "@/lib/testing/database/owner";

/**
 * Deletes all sessions and counted refusals; users stay, as if they had never signed in. It disables the
 * triggers that otherwise forbid the deletion.
 */
export async function deleteAllSessions(): Promise<void> {
  await owner.$transaction([
    owner.$executeRaw`ALTER TABLE user_session DISABLE TRIGGER USER`,
    owner.formerSessionKey.deleteMany(),
    owner.userSession.deleteMany(),
    owner.$executeRaw`ALTER TABLE user_session ENABLE TRIGGER USER`,
    owner.$executeRaw`UPDATE app_user SET last_login_at = NULL, last_address = NULL, last_logout_at = NULL`,
    owner.refusedSignIn.deleteMany(),
  ]);
}
