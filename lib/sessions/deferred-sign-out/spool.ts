import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { env } from "@/lib/env";
import { errorCode } from "@/lib/error-code";
import { log } from "@/lib/log";
import { syncFolder, writeDurable } from "@/lib/write-durable";

/** A sign-out that the database does not have yet. */
export interface SpooledSignOut {
  /** Hash of the session's key, as the database stores it. */
  sessionKeyHash: string;
  /** Time of the request, by the database's clock as far as this process knows it. */
  at: Date;
}

const Entry = z.object({ at: z.coerce.date() });
const NAME = /^([0-9a-f]{64})\.json$/;
/** Name of a file that is not complete yet. */
const DRAFT = /^[0-9a-f]{64}\.[0-9a-f-]{36}$/;
/** Key of no session, for the entry that tests whether the folder can be written. */
const PROBE_KEY = "0".repeat(64);
/** A draft of this age belongs to a killed process, because no write takes so long. */
const DRAFT_LEFT_MS = 60_000;

function folder(): string {
  return path.resolve(env().dataDir, "sign-outs");
}

/**
 * Creates the folder durably, verifies that an entry can be written, and removes the drafts of killed
 * processes.
 *
 * @throws an error of the disk when no entry can be kept, so that the fault shows at startup and not in an
 *   outage
 */
export async function prepareSpool(): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await syncFolder(path.dirname(folder()), { mustSurvive: true });
  const probe = newDraft(PROBE_KEY);
  await writeEntry(probe, PROBE_KEY, ""); // uses a link, which some file systems do not have
  await unlink(probe);
  for (const name of await readdir(folder())) {
    if (!DRAFT.test(name)) continue;
    const file = path.join(folder(), name);
    // No such file: another process has completed or removed it.
    const { mtimeMs = Date.now() } = (await stat(file).catch(unlessCode("ENOENT"))) ?? {};
    if (Date.now() - mtimeMs > DRAFT_LEFT_MS) await unlink(file).catch(unlessCode("ENOENT"));
  }
}

/**
 * Writes an entry durably: once this returns, neither kill -9 nor a power cut loses it. A second entry for
 * the same session changes nothing: the first one stands.
 */
export async function addSpoolEntry({ sessionKeyHash, at }: SpooledSignOut): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await writeEntry(fileOf(sessionKeyHash), sessionKeyHash, JSON.stringify({ at }));
}

/**
 * Writes a file that readers find complete or not at all. {@link prepareSpool} removes the draft of a killed
 * process.
 */
function writeEntry(file: string, sessionKeyHash: string, text: string): Promise<void> {
  const aside = newDraft(sessionKeyHash);
  return writeDurable(file, "first", (write) => write(text), { aside, mustSurvive: true });
}

function newDraft(sessionKeyHash: string): string {
  return path.join(folder(), `${sessionKeyHash}.${randomUUID()}`);
}

/** Lists the sessions (hashes of their keys) that have an entry, in no particular order. */
export async function listSpoolEntries(): Promise<string[]> {
  const names = await readdir(folder()).catch(unlessCode("ENOENT"));
  return (names ?? []).flatMap((name) => NAME.exec(name)?.[1] ?? []);
}

/**
 * Reads an entry. A file whose content is damaged still stands for a sign-out, at the time when the file was
 * written.
 *
 * @returns null when another process has removed the entry
 */
export async function readSpoolEntry(sessionKeyHash: string): Promise<SpooledSignOut | null> {
  const text = await readFile(fileOf(sessionKeyHash), "utf8").catch(unlessCode("ENOENT"));
  if (text === undefined) return null;
  const entry = Entry.safeParse(parse(text));
  if (entry.success) return { sessionKeyHash, at: entry.data.at };
  log.error({ event: "spool.unreadable" });
  return { sessionKeyHash, at: (await stat(fileOf(sessionKeyHash))).mtime };
}

/** Removes an entry. Does nothing when another process has removed it. */
export async function deleteSpoolEntry(sessionKeyHash: string): Promise<void> {
  await unlink(fileOf(sessionKeyHash)).catch(unlessCode("ENOENT"));
}

function fileOf(sessionKeyHash: string): string {
  return path.join(folder(), `${sessionKeyHash}.json`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function unlessCode(code: string): (error: unknown) => undefined {
  return (error) => {
    if (errorCode(error) === code) return undefined;
    throw error;
  };
}
