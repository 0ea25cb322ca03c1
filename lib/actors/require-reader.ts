import { Prisma, prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { System, Viewer } from "@/lib/viewer";

/**
 * A long file takes minutes: who has been signed out, shut out or demoted meanwhile gets no more of it.
 *
 * @throws AppError `forbidden`
 */
export async function requireReader(by: Viewer | System): Promise<void> {
  if ("system" in by) return;
  const [row] = await prisma.$queryRaw<[{ may: boolean }]>(Prisma.sql`
    SELECT EXISTS (
      SELECT FROM user_session AS s JOIN app_user AS u ON u.id = s.user_id
      WHERE s.id = ${by.sessionId}::uuid AND s.logout_time IS NULL AND u.id = ${by.userId}::uuid
        AND u.role = ${by.role}::"Role" AND u.disabled_at IS NULL
    ) AS may`);
  if (!row.may) throw new AppError("forbidden");
}
