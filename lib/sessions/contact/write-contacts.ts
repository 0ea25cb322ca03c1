import { Prisma, prisma } from "@/lib/db/client";
import type { PendingContact } from "@/lib/sessions/contact/pending-contact";
import type { SessionLimits } from "@/lib/sessions/limits";
import { silentEnd } from "@/lib/sessions/presence-sql";

/** Nothing waits for the write, and it must not hold what others wait for. */
const WRITE_TIMEOUT_MS = 1_500;

/**
 * Writes all contacts with one statement.
 *
 * @returns the keys of those whose row somebody else holds
 */
export async function writeContacts(contacts: PendingContact[], limits: SessionLimits): Promise<string[]> {
  const [, locked] = await prisma.$transaction([
    prisma.$executeRawUnsafe(`SET LOCAL statement_timeout = ${WRITE_TIMEOUT_MS}`),
    prisma.$queryRaw<{ sessionKey: string }[]>(contactsQuery(contacts, limits, performance.now())),
  ]);
  return locked.map((row) => row.sessionKey);
}

/**
 * The statement leaves ended sessions as they ended, and so those past their limits that are not written
 * down yet: the first activity must have come in time, then the latest extends the session; without any,
 * the contact itself.
 *
 * @param now - on the clock of the contacts
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
        ${contacts.map(({ sessionKey }) => sessionKey)}::text[],
        ${contacts.map(({ contactAt }) => ago(contactAt))}::float8[],
        ${contacts.map(({ activity }) => ago(activity?.firstAt))}::float8[],
        ${contacts.map(({ activity }) => ago(activity?.lastAt))}::float8[],
        ${contacts.map(({ ipAddress }) => ipAddress)}::text[],
        ${contacts.map(({ userAgent }) => userAgent)}::text[]
      ) AS t (session_key, contact_ago_ms, first_activity_ago_ms, activity_ago_ms, ip_address, user_agent)
    ), alive AS (
      SELECT s.id, session_key, s.login_time + ${limits.maxAgeMs} * interval '1 ms' AS old_at
      FROM user_session AS s JOIN contact USING (session_key) CROSS JOIN ${silentEnd(limits)} AS silent
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
    SELECT session_key AS "sessionKey" FROM alive WHERE id NOT IN (SELECT id FROM free)`;
}
