import { Prisma, type Transaction } from "@/lib/db/client";
import { ACTIVATION_CODE_DAYS, hashActivationCode, newActivationCode } from "@/lib/users/activation-code";

export interface NewCode {
  userId: string;
  /** In clear: the database has its hash only. */
  code: string;
}

/** How many rows a statement writes: each stays far below the time that one may take. */
const SLICE = 5_000;
const DAY_MS = 24 * 3600_000;

/** When a code that was issued at this instant is worth nothing any more. */
export function codesUntil(issuedAt: Date): Date {
  return new Date(issuedAt.getTime() + ACTIVATION_CODE_DAYS * DAY_MS);
}

/** A new activation code for each of these people; older ones of theirs are worth nothing any more. */
export async function issueCodes(tx: Transaction, userIds: string[], at: Date): Promise<NewCode[]> {
  const issued = userIds.map((userId) => ({ userId, code: newActivationCode() }));
  for (let from = 0; from < issued.length; from += SLICE) {
    const rows = issued.slice(from, from + SLICE).map(({ userId, code }) => ({
      user_id: userId,
      code_hash: hashActivationCode(code),
    }));
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO activation_code (user_id, code_hash, created_at, expires_at)
      SELECT user_id, code_hash, ${at}, ${codesUntil(at)}
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (user_id uuid, code_hash text)
      ON CONFLICT (user_id) DO UPDATE SET
        code_hash = EXCLUDED.code_hash, created_at = EXCLUDED.created_at, expires_at = EXCLUDED.expires_at`);
  }
  return issued;
}
