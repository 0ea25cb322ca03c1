import { Prisma, type Transaction } from "@/lib/db/client";
import { ACTIVATION_CODE_DAYS, hashActivationCode, makeActivationCode } from "@/lib/users/activation-code";

export interface NewCode {
  userId: string;
  /** Plain text; the database has only its hash. */
  code: string;
}

/** Number of rows of one statement, which keeps each far below the statement timeout. */
const SLICE = 5_000;
const DAY_MS = 24 * 3600_000;

/** Returns the expiry of a code that is issued at this instant. */
export function codeExpiryOf(issuedAt: Date): Date {
  return new Date(issuedAt.getTime() + ACTIVATION_CODE_DAYS * DAY_MS);
}

/**
 * Issues a new activation code for each user. It replaces the previous code.
 *
 * @returns the codes in the order of `userIds`
 */
export async function issueCodes(tx: Transaction, userIds: string[], at: Date): Promise<NewCode[]> {
  const issued = userIds.map((userId) => ({ userId, code: makeActivationCode() }));
  for (let from = 0; from < issued.length; from += SLICE) {
    const rows = issued.slice(from, from + SLICE).map(({ userId, code }) => ({
      user_id: userId,
      code_hash: hashActivationCode(code),
    }));
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO activation_code (user_id, code_hash, created_at, expires_at)
      SELECT user_id, code_hash, ${at}, ${codeExpiryOf(at)}
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (user_id uuid, code_hash text)
      ON CONFLICT (user_id) DO UPDATE SET
        code_hash = EXCLUDED.code_hash, created_at = EXCLUDED.created_at, expires_at = EXCLUDED.expires_at`);
  }
  return issued;
}
