import { Prisma, type Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Admin, System, Viewer } from "@/lib/viewer";

/** Who does something, as the record names them; the program itself is nobody. */
export function actorOf(by: Viewer | System): { actorId: string | null; sessionId: string | null } {
  return "system" in by
    ? { actorId: null, sessionId: null }
    : { actorId: by.userId, sessionId: by.sessionId };
}

/**
 * The guard has asked before: a file that takes its time, or a lock, may lie between. Whoever has been shut out, demoted or signed out
 * meanwhile changes nothing any more.
 *
 * @throws AppError `forbidden`
 */
export async function requireStill(tx: Transaction, by: Admin | System): Promise<void> {
  if ("system" in by) return;
  const [row] = await tx.$queryRaw<[{ still: boolean }]>(Prisma.sql`
    SELECT EXISTS (
      SELECT FROM user_session AS s JOIN app_user AS u ON u.id = s.user_id
      WHERE s.id = ${by.sessionId}::uuid AND s.logout_time IS NULL AND u.id = ${by.userId}::uuid
        AND u.role = 'ADMIN' AND u.disabled_at IS NULL
    ) AS still`);
  if (!row.still) throw new AppError("forbidden");
}
