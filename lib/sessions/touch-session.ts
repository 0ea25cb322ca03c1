import { Prisma, prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { SessionLimits } from "@/lib/sessions/limits";

/** What one request says of its session. */
export interface Contact {
  /** Hash of the session's key: middleware knows the session by its cookie only. */
  sessionKey: string;
  /** A human did something, as against a page that only polls. */
  active: boolean;
  ipAddress: string | null;
  userAgent: string | null;
}

interface Pending extends Omit<Contact, "active"> {
  /** On this process's own steady clock, ms. */
  contactAt: number;
  activityAt: number | null;
}

interface ContactBuffer {
  pending: Map<string, Pending>;
  timer: NodeJS.Timeout | null;
}

const FLUSH_INTERVAL_MS = 2_000;
/** Beyond this many sessions between two writes, new ones wait for their next contact. */
const MAX_PENDING = 20_000;
/** Nothing waits for the write, and it must not hold what others wait for. */
const WRITE_TIMEOUT_MS = 1_500;

const buffer = processWide<ContactBuffer>("contact", () => ({ pending: new Map(), timer: null }));

/** Notes contact with a session; returns at once. A timer writes what has gathered. Never throws. */
export function touchSession({ sessionKey, active, ipAddress, userAgent }: Contact): void {
  if (!env().tracking) return;
  const contactAt = performance.now();
  const earlier = buffer.pending.get(sessionKey);
  if (!earlier && buffer.pending.size >= MAX_PENDING) return;
  const activityAt = active ? contactAt : (earlier?.activityAt ?? null);
  buffer.pending.set(sessionKey, { sessionKey, contactAt, activityAt, ipAddress, userAgent });
  buffer.timer ??= setTimeout(flushOnTimer, FLUSH_INTERVAL_MS).unref();
}

function flushOnTimer(): void {
  flushContact(currentLimits())
    .catch((error: unknown) =>
      log.warn({ event: "contact.write_failed", name: error instanceof Error ? error.name : "" }),
    )
    .finally(() => {
      buffer.timer = buffer.pending.size > 0 ? setTimeout(flushOnTimer, FLUSH_INTERVAL_MS).unref() : null;
    });
}

/**
 * Writes all noted contacts with one statement. Ended sessions stay as they ended, and so do those past their limits that nobody
 * has written down yet. What can't be written now, because it fails or the row is locked, is noted again.
 */
export async function flushContact(limits: SessionLimits): Promise<void> {
  if (buffer.pending.size === 0) return;
  const contacts = [...buffer.pending.values()];
  buffer.pending.clear();
  try {
    const locked = new Set(await writeContacts(contacts, limits));
    keep(contacts.filter((contact) => locked.has(contact.sessionKey)));
  } catch (error) {
    keep(contacts);
    throw error;
  }
}

/** Notes again what was not written; what was noted since is newer. */
function keep(contacts: Pending[]): void {
  for (const contact of contacts) {
    const newer = buffer.pending.get(contact.sessionKey);
    if (newer) newer.activityAt ??= contact.activityAt;
    else if (buffer.pending.size < MAX_PENDING) buffer.pending.set(contact.sessionKey, contact);
  }
}

/** @returns the keys of those whose row somebody else holds */
async function writeContacts(contacts: Pending[], { idleMs, maxAgeMs }: SessionLimits): Promise<string[]> {
  const now = performance.now();
  const ago = (at: number | null) => (at === null ? null : now - at);
  const [, locked] = await prisma.$transaction([
    prisma.$executeRawUnsafe(`SET LOCAL statement_timeout = ${WRITE_TIMEOUT_MS}`),
    prisma.$queryRaw<{ sessionKey: string }[]>(Prisma.sql`
      WITH contact AS (
        SELECT session_key, ip_address, user_agent,
          date_trunc('milliseconds', clock_timestamp() - contact_ago_ms * interval '1 ms') AS contact_at,
          date_trunc('milliseconds', clock_timestamp() - activity_ago_ms * interval '1 ms') AS activity_at
        FROM unnest(
          ${contacts.map((contact) => contact.sessionKey)}::text[],
          ${contacts.map((contact) => ago(contact.contactAt))}::float8[],
          ${contacts.map((contact) => ago(contact.activityAt))}::float8[],
          ${contacts.map((contact) => contact.ipAddress)}::text[],
          ${contacts.map((contact) => contact.userAgent)}::text[]
        ) AS t (session_key, contact_ago_ms, activity_ago_ms, ip_address, user_agent)
      ), alive AS (
        SELECT id, session_key FROM user_session JOIN contact USING (session_key)
        WHERE logout_time IS NULL
          AND contact_at < LEAST(last_activity_at + ${idleMs} * interval '1 ms', login_time + ${maxAgeMs} * interval '1 ms')
      ), free AS (
        SELECT id FROM user_session WHERE id IN (SELECT id FROM alive) AND logout_time IS NULL
        FOR UPDATE SKIP LOCKED
      ), written AS (
        UPDATE user_session AS s
        SET last_contact_at = GREATEST(s.last_contact_at, contact_at),
            last_activity_at = GREATEST(s.last_activity_at, activity_at),
            ip_address = COALESCE(contact.ip_address::inet, s.ip_address),
            user_agent = COALESCE(contact.user_agent, s.user_agent)
        FROM free, contact
        WHERE s.id = free.id AND s.session_key = contact.session_key AND s.logout_time IS NULL
      )
      SELECT session_key AS "sessionKey" FROM alive WHERE id NOT IN (SELECT id FROM free)`),
  ]);
  return locked.map((row) => row.sessionKey);
}
