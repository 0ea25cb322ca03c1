import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";
import { joinContacts, type PendingContact } from "@/lib/sessions/contact/pending-contact";
import { writeContacts } from "@/lib/sessions/contact/write-contacts";
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

interface ContactBuffer {
  pending: Map<string, PendingContact>;
  timer: NodeJS.Timeout | null;
  writing: Promise<void> | null;
}

const FLUSH_INTERVAL_MS = 2_000;
/** Beyond this many sessions between two writes, new ones wait for their next contact. */
const MAX_PENDING = 20_000;
/** Sessions written at once: however many there are, some of them are written in time. */
const SLICE = 500;

const buffer = processWide<ContactBuffer>("contact", () => ({
  pending: new Map(),
  timer: null,
  writing: null,
}));

/** Notes contact with a session; returns at once. A timer writes what has gathered. Never throws. */
export function touchSession({ active, ...contact }: Contact): void {
  if (!env().tracking) return;
  const contactAt = performance.now();
  const activity = active ? { firstAt: contactAt, lastAt: contactAt } : null;
  note({ ...contact, contactAt, activity }, currentLimits());
  buffer.timer ??= setTimeout(flushOnTimer, FLUSH_INTERVAL_MS).unref();
}

/** Whether the database does not know all of a session's contact yet. */
export function isContactPending(sessionKey: string): boolean {
  return buffer.writing !== null || buffer.pending.has(sessionKey);
}

function note(contact: PendingContact, { idleMs }: SessionLimits): void {
  const earlier = buffer.pending.get(contact.sessionKey);
  if (!earlier && buffer.pending.size >= MAX_PENDING) return;
  buffer.pending.set(contact.sessionKey, earlier ? joinContacts(earlier, contact, idleMs) : contact);
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

/** Writes all noted contacts. What can't be written now, because it fails or the row is locked, is noted again. */
export async function flushContact(limits: SessionLimits): Promise<void> {
  while (buffer.writing) await buffer.writing.catch(() => {}); // whoever waits for contact waits for that too
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
    contacts.filter(({ sessionKey }) => locked.has(sessionKey)),
    limits,
  );
}

/** What was not written came before what was noted since. */
function noteAgain(contacts: PendingContact[], limits: SessionLimits): void {
  for (const contact of contacts) {
    const since = buffer.pending.get(contact.sessionKey);
    if (since) buffer.pending.set(contact.sessionKey, joinContacts(contact, since, limits.idleMs));
    else note(contact, limits);
  }
}
