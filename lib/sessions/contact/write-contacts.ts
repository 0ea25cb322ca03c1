import { Prisma, prisma } from "@/lib/db/client";
import type { PendingContact } from "@/lib/sessions/contact/pending-contact";
import type { SessionLimits } from "@/lib/sessions/limits";
import { limitEndSql } from "@/lib/sessions/presence-sql";

/** No request waits for this write, and it must not hold row locks for long that requests wait for. */
const WRITE_TIMEOUT_MS = 1_500;

/**
 * Minimum time between two events of a session that say the same: that its network changed, or its browser.
 * A phone line may change its address every few minutes, and the record is kept for ever.
 */
const CLIENT_EVENT_EVERY_MS = 3_600_000;
/**
 * Maximum number of such events of a session. A session of twelve hours has no more; one of seven days on a
 * changing line would have hundreds.
 */
const MAX_CLIENT_EVENTS = 24;
/** Part of an address that names its network: a subnet of an office, or the line of a customer in IPv6. */
const NETWORK_BITS = { ipv4: 24, ipv6: 64 };

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
 * - When the network or the agent of a session changes, the statement also records that, but neither the
 *   address nor the agent: the record can't be anonymised.
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
      SELECT id, user_id, ip_address, user_agent FROM user_session
      WHERE id IN (SELECT id FROM alive) AND logout_time IS NULL
      FOR UPDATE SKIP LOCKED
    ), ready AS MATERIALIZED ( -- joined once, for both of the following
      SELECT free.id, user_id, old_at, contact_at, activity_at,
        free.ip_address AS former_address, free.user_agent AS former_agent,
        contact.ip_address::inet AS address, contact.user_agent AS agent
      FROM free JOIN alive USING (id) JOIN contact USING (session_key)
    ), recorded AS (${clientEvents()}
    ), written AS (
      UPDATE user_session AS s
      SET last_contact_at = LEAST(GREATEST(s.last_contact_at, contact_at), old_at),
          last_activity_at = LEAST(GREATEST(s.last_activity_at, activity_at), old_at),
          ip_address = COALESCE(address, s.ip_address),
          user_agent = COALESCE(agent, s.user_agent)
      FROM ready WHERE s.id = ready.id AND s.logout_time IS NULL
    )
    SELECT session_key AS "sessionKeyHash" FROM alive WHERE id NOT IN (SELECT id FROM free)`;
}

/**
 * Builds the part of the statement that records changes of network and agent. A session's events are read
 * only when something changed. Each kind of change counts for itself, so that an address that changes often
 * hides no change of the browser.
 */
function clientEvents(): Prisma.Sql {
  const recent = (kind: string) => Prisma.sql`COALESCE(bool_or(
    e.at > contact_at - ${CLIENT_EVENT_EVERY_MS} * interval '1 ms' AND e.data->'changed' @> ${JSON.stringify([kind])}::jsonb
  ), false)`;
  const client = (agent: Prisma.Sql) =>
    Prisma.sql`jsonb_build_object('browser', browser_of(${agent}), 'system', system_of(${agent}))`;
  return Prisma.sql`
      INSERT INTO activity_event (type, at, subject_id, session_id, data)
      SELECT 'session.client_changed', contact_at, user_id, ready.id, jsonb_build_object(
        'changed', to_jsonb(array_remove(ARRAY[
          CASE WHEN network AND NOT network_recorded THEN 'network' END,
          CASE WHEN browser AND NOT browser_recorded THEN 'browser' END], NULL)),
        'before', ${client(Prisma.sql`former_agent`)},
        'after', ${client(Prisma.sql`COALESCE(agent, former_agent)`)})
      FROM ready
      CROSS JOIN LATERAL (
        SELECT COALESCE(former_agent <> agent, false) AS browser,
          COALESCE(NOT network(set_masklen(former_address,
            CASE family(former_address) WHEN 4 THEN ${NETWORK_BITS.ipv4}::int ELSE ${NETWORK_BITS.ipv6}::int END
          )) >>= address, false) AS network
      ) AS change
      CROSS JOIN LATERAL (
        SELECT ${recent("network")} AS network_recorded, ${recent("browser")} AS browser_recorded, count(*) AS events
        FROM activity_event AS e WHERE e.session_id = ready.id AND e.type = 'session.client_changed'
      ) AS known
      WHERE (browser OR network) AND (browser AND NOT browser_recorded OR network AND NOT network_recorded)
        AND events < ${MAX_CLIENT_EVENTS}`;
}
