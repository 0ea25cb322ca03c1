import { prisma } from "@/lib/db/client";

/**
 * Writes to people the address of their newest open session where another one stands. That is so when the address changed just while
 * another session of the person began or ended: contact waits for nobody. What is more than one batch, or held again, waits for the next call.
 *
 * @returns how many people it corrected
 */
export async function correctAddresses(): Promise<number> {
  const [result] = await prisma.$queryRaw<[{ corrected: number }]>`
    WITH newest AS (
      SELECT DISTINCT ON (user_id) user_id, ip_address FROM user_session
      WHERE logout_time IS NULL ORDER BY user_id, login_time DESC, id DESC
    ), wrong AS (
      SELECT array_agg(id) AS ids FROM (
        SELECT u.id FROM app_user AS u JOIN newest ON newest.user_id = u.id
        WHERE u.last_address IS DISTINCT FROM newest.ip_address
        ORDER BY u.id LIMIT 500 FOR NO KEY UPDATE OF u SKIP LOCKED
      ) AS person
    )
    SELECT COALESCE(cardinality(ids), 0) AS corrected, write_last_session(ids)::text FROM wrong`;
  return result.corrected;
}
