import { Prisma, prisma } from "@/lib/db/client";
import type { PendingContact } from "@/lib/sessions/contact/pending-contact";
import type { SessionLimits } from "@/lib/sessions/limits";
import { limitEndSql } from "@/lib/sessions/presence-sql";

/** No request waits for this write, and it must not hold row locks for long that requests wait for. */
const WRITE_TIMEOUT_MS = 1_500;

/**
 * Writes all contacts with one statement.
 *
 * @returns the keys (hashes) of the sessions that were not written because another transaction held their row
 */
export async function writeContacts(contacts: PendingContact[], limits: SessionLimits): Promise<string[]> {
  const [, locked] = await prisma.$transaction([
    prisma.$executeRawUnsafe(`SET LOCAL statement_timeout = ${WRITE_TIMEOUT_MS}`),
    prisma.$queryRaw<{ sessionKeyHash: string }[]>(contactsQuery(contacts, limits, performance.now())),
  ]);
  return locked.map((row) => row.sessionKeyHash);
}

/**
 * Builds the statement that writes contact. It changes no session that has ended, and none that is past its
 * limits before its end is written:
 *
 * - The first activity must be before the session's end by its limits. Then the latest activity extends the
 *   session, because no pause between both is as long as the idle limit.
 * - Without activity, the contact itself must be before that end.
 * - No instant goes back, and none goes beyond the maximum age.
 * - A row that another transaction holds is skipped and returned.
 *
 * @param now - `performance.now()`, the clock of the contacts
 */
export function contactsQuery(contacts: PendingContact[], limits: SessionLimits, now: number): Prisma.Sql {
  const ago = (at: number | undefined) => (at === undefined ? null : now - at);
  return Prisma.sql`
    WITH contact AS (
      SELECT session_key, ip_address, user_agent,
        date_trunc('milliseconds', clock_timestamp() - contact_ago_ms * interval '1 ms') AS contact_at,
        date_trunc('milliseconds', clock_timestamp() - first_activity_ago_ms * interval '1 ms') AS first_activity_at,
        date_trunc('milliseconds', clock_timestamp() - activity_ago_ms * interval '1 ms') AS activity_at
      FROM unnest(
        ${contacts.map(({ sessionKeyHash }) => sessionKeyHash)}::text[],
        ${contacts.map(({ contactAt }) => ago(contactAt))}::float8[],
        ${contacts.map(({ activity }) => ago(activity?.firstAt))}::float8[],
        ${contacts.map(({ activity }) => ago(activity?.lastAt))}::float8[],
        ${contacts.map(({ ipAddress }) => ipAddress)}::text[],
        ${contacts.map(({ userAgent }) => userAgent)}::text[]
      ) AS t (session_key, contact_ago_ms, first_activity_ago_ms, activity_ago_ms, ip_address, user_agent)
    ), alive AS (
      SELECT s.id, session_key, s.login_time + ${limits.maxAgeMs} * interval '1 ms' AS old_at
      FROM user_session AS s JOIN contact USING (session_key) CROSS JOIN ${limitEndSql(limits)} AS silent
      WHERE s.logout_time IS NULL AND COALESCE(first_activity_at, contact_at) < silent.due_at
    ), free AS (
      SELECT id FROM user_session WHERE id IN (SELECT id FROM alive) AND logout_time IS NULL
      FOR UPDATE SKIP LOCKED
    ), written AS (
      UPDATE user_session AS s
      SET last_contact_at = LEAST(GREATEST(s.last_contact_at, contact_at), old_at),
          last_activity_at = LEAST(GREATEST(s.last_activity_at, activity_at), old_at),
          ip_address = COALESCE(contact.ip_address::inet, s.ip_address),
          user_agent = COALESCE(contact.user_agent, s.user_agent)
      FROM free JOIN alive USING (id) JOIN contact USING (session_key)
      WHERE s.id = free.id AND s.logout_time IS NULL
    )
    SELECT session_key AS "sessionKeyHash" FROM alive WHERE id NOT IN (SELECT id FROM free)`;
}
