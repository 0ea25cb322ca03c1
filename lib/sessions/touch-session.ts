import { Prisma, prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";

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
  flushContact()
    .catch((error: unknown) =>
      log.warn({ event: "contact.write_failed", name: error instanceof Error ? error.name : "" }),
    )
    .finally(() => {
      buffer.timer = buffer.pending.size > 0 ? setTimeout(flushOnTimer, FLUSH_INTERVAL_MS).unref() : null;
    });
}

/**
 * Writes all noted contacts with one statement. What can't be written is dropped: the next contact says the same, later.
 * Ended sessions stay as they ended; sessions whose row is locked are skipped.
 */
export async function flushContact(): Promise<void> {
  if (buffer.pending.size === 0) return;
  const contacts = [...buffer.pending.values()];
  buffer.pending.clear();
  const now = performance.now();
  const ago = (at: number | null) => (at === null ? null : now - at);
  await prisma.$transaction([
    prisma.$executeRawUnsafe(`SET LOCAL statement_timeout = ${WRITE_TIMEOUT_MS}`),
    prisma.$executeRaw(Prisma.sql`
      WITH contact AS (
        SELECT * FROM unnest(
          ${contacts.map((contact) => contact.sessionKey)}::text[],
          ${contacts.map((contact) => ago(contact.contactAt))}::float8[],
          ${contacts.map((contact) => ago(contact.activityAt))}::float8[],
          ${contacts.map((contact) => contact.ipAddress)}::text[],
          ${contacts.map((contact) => contact.userAgent)}::text[]
        ) AS t (session_key, contact_ago_ms, activity_ago_ms, ip_address, user_agent)
      ), free AS (
        SELECT id, contact.* FROM user_session JOIN contact USING (session_key)
        WHERE logout_time IS NULL
        FOR UPDATE OF user_session SKIP LOCKED
      )
      UPDATE user_session AS s
      SET last_contact_at = GREATEST(s.last_contact_at, clock_timestamp() - free.contact_ago_ms * interval '1 ms'),
          last_activity_at = GREATEST(s.last_activity_at, clock_timestamp() - free.activity_ago_ms * interval '1 ms'),
          ip_address = COALESCE(free.ip_address::inet, s.ip_address),
          user_agent = COALESCE(free.user_agent, s.user_agent)
      FROM free
      WHERE s.id = free.id AND s.logout_time IS NULL`),
  ]);
}
