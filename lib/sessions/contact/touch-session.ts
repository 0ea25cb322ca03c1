import { env } from "@/lib/env";
import { logRarely } from "@/lib/log-rarely";
import { processWide } from "@/lib/process-wide";
import { joinContacts, type PendingContact } from "@/lib/sessions/contact/pending-contact";
import { writeContacts } from "@/lib/sessions/contact/write-contacts";
import { currentLimits } from "@/lib/sessions/current-limits";
import type { SessionLimits } from "@/lib/sessions/limits";

/** Contact of one request with its session. */
export interface Contact {
  /** Hash of the session's key. Middleware has only the cookie, so it does not know the session's id. */
  sessionKeyHash: string;
  /** True when a human did something; false when a page only polls. */
  active: boolean;
  ipAddress: string | null;
  userAgent: string | null;
}

interface ContactBuffer {
  pending: Map<string, PendingContact>;
  timer: NodeJS.Timeout | null;
  writing: Promise<void> | null;
}

/** Time between two writes. */
const FLUSH_INTERVAL_MS = 2_000;
/** Maximum number of sessions that wait for a write. Contact of any further session is dropped. */
const MAX_PENDING = 20_000;
/**
 * Sessions in one statement. Each statement has its own timeout, so that part of a large backlog is
 * written.
 */
const SLICE = 500;

const buffer = processWide<ContactBuffer>("contact", () => ({
  pending: new Map(),
  timer: null,
  writing: null,
}));

/**
 * Notes contact with a session in memory and returns at once. A timer writes what has gathered, with one
 * statement for many sessions. Never throws and never waits for the database, so that tracking cannot fail or
 * delay a request.
 */
export function touchSession({ active, ...contact }: Contact): void {
  if (!env().tracking) return;
  const contactAt = performance.now();
  const activity = active ? { firstAt: contactAt, lastAt: contactAt } : null;
  note({ ...contact, contactAt, activity }, currentLimits());
  buffer.timer ??= setTimeout(flushOnTimer, FLUSH_INTERVAL_MS).unref();
}

/** Returns whether contact of a session may still wait to be written. */
export function isContactPending(sessionKeyHash: string): boolean {
  return buffer.writing !== null || buffer.pending.has(sessionKeyHash);
}

function note(contact: PendingContact, { idleMs }: SessionLimits): void {
  const earlier = buffer.pending.get(contact.sessionKeyHash);
  if (!earlier && buffer.pending.size >= MAX_PENDING) return;
  buffer.pending.set(contact.sessionKeyHash, earlier ? joinContacts(earlier, contact, idleMs) : contact);
}

function flushOnTimer(): void {
  flushContact(currentLimits())
    .catch((error: unknown) =>
      logRarely("warn", { event: "contact.write_failed", name: error instanceof Error ? error.name : "" }),
    )
    .finally(() => {
      buffer.timer = buffer.pending.size > 0 ? setTimeout(flushOnTimer, FLUSH_INTERVAL_MS).unref() : null;
    });
}

/**
 * Writes all noted contact, after any write that is still running. Contact that is not written, because the
 * statement fails or another transaction holds the row, is noted again for the next write.
 *
 * @throws an error of the database when a statement fails
 */
export async function flushContact(limits: SessionLimits): Promise<void> {
  // A running write may hold contact that the caller waits for.
  while (buffer.writing) await buffer.writing.catch(() => {});
  buffer.writing = writeAll(limits).finally(() => {
    buffer.writing = null;
  });
  return buffer.writing;
}

async function writeAll(limits: SessionLimits): Promise<void> {
  const contacts = [...buffer.pending.values()];
  buffer.pending.clear();
  for (let at = 0; at < contacts.length; at += SLICE) {
    try {
      await writeSlice(contacts.slice(at, at + SLICE), limits);
    } catch (error) {
      noteAgain(contacts.slice(at), limits);
      throw error;
    }
  }
}

async function writeSlice(contacts: PendingContact[], limits: SessionLimits): Promise<void> {
  const locked = new Set(await writeContacts(contacts, limits));
  noteAgain(
    contacts.filter(({ sessionKeyHash }) => locked.has(sessionKeyHash)),
    limits,
  );
}

/** Puts unwritten contact back. It is older than the contact noted since, so it is joined in front of it. */
function noteAgain(contacts: PendingContact[], limits: SessionLimits): void {
  for (const contact of contacts) {
    const since = buffer.pending.get(contact.sessionKeyHash);
    if (since) buffer.pending.set(contact.sessionKeyHash, joinContacts(contact, since, limits.idleMs));
    else note(contact, limits);
  }
}
