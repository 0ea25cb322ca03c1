import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { env } from "@/lib/env";
import { errorCode } from "@/lib/error-code";
import { log } from "@/lib/log";
import { syncFolder, writeDurable } from "@/lib/write-durable";

/** A sign-out that the database does not know of yet. */
export interface SpooledSignOut {
  /** Hash of the session's key, as the database has it. */
  sessionKey: string;
  /** When it was asked for, by the database's clock as far as this process knows it. */
  at: Date;
}

const Entry = z.object({ at: z.coerce.date() });
const NAME = /^([0-9a-f]{64})\.json$/;
const DRAFT = /^[0-9a-f]{64}\.[0-9a-f-]{36}$/;
const NOBODY = "0".repeat(64);
/** Nobody writes for so long. */
const DRAFT_LEFT_MS = 60_000;

function folder(): string {
  return path.resolve(env().dataDir, "sign-outs");
}

/**
 * Makes the folder, durably, and clears it of what a process left half written.
 *
 * @throws an error of the disk when nothing can be kept here: better now than in an outage
 */
export async function prepareSpool(): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await syncFolder(path.dirname(folder()), { mustSurvive: true });
  const probe = newDraft(NOBODY);
  await writeEntry(probe, NOBODY, ""); // by a link, which some file systems can't
  await unlink(probe);
  for (const name of await readdir(folder())) {
    if (!DRAFT.test(name)) continue;
    const file = path.join(folder(), name);
    const { mtimeMs = Date.now() } = (await stat(file).catch(unlessCode("ENOENT"))) ?? {}; // another process is done with it
    if (Date.now() - mtimeMs > DRAFT_LEFT_MS) await unlink(file).catch(unlessCode("ENOENT"));
  }
}

/** Keeps it on this machine's disk: once this returns, neither kill -9 nor a power cut loses it. Of two for one session the first stands. */
export async function writeSpool({ sessionKey, at }: SpooledSignOut): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await writeEntry(fileOf(sessionKey), sessionKey, JSON.stringify({ at }));
}

/** A reader finds it whole or not at all. The next start clears away what a killed process leaves of it. */
function writeEntry(file: string, sessionKey: string, text: string): Promise<void> {
  const aside = newDraft(sessionKey);
  return writeDurable(file, "first", (write) => write(text), { aside, mustSurvive: true });
}

function newDraft(sessionKey: string): string {
  return path.join(folder(), `${sessionKey}.${randomUUID()}`);
}

/** Of which sessions there are entries, in no order. */
export async function listSpool(): Promise<string[]> {
  const names = await readdir(folder()).catch(unlessCode("ENOENT"));
  return (names ?? []).flatMap((name) => NAME.exec(name)?.[1] ?? []);
}

/** @returns null when another process was quicker. What can't be read any more was a sign-out all the same, of when its file was written. */
export async function readSpool(sessionKey: string): Promise<SpooledSignOut | null> {
  const text = await readFile(fileOf(sessionKey), "utf8").catch(unlessCode("ENOENT"));
  if (text === undefined) return null;
  const entry = Entry.safeParse(parse(text));
  if (entry.success) return { sessionKey, at: entry.data.at };
  log.error({ event: "spool.unreadable" });
  return { sessionKey, at: (await stat(fileOf(sessionKey))).mtime };
}

export async function removeFromSpool(sessionKey: string): Promise<void> {
  await unlink(fileOf(sessionKey)).catch(unlessCode("ENOENT")); // another process was quicker
}

function fileOf(sessionKey: string): string {
  return path.join(folder(), `${sessionKey}.json`);
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
