import { prisma } from "@/lib/db/client";

/**
 * Corrects `last_address` of users that differs from the address of their newest open session. It differs
 * when the address changed while another transaction held the user's row, for example to open or end another
 * session: writing contact does not wait for that lock. Users beyond one batch, and users who are locked
 * again, wait for the next call.
 *
 * @returns the number of users that were corrected
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
