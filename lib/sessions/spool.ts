import { randomUUID } from "node:crypto";
import { link, mkdir, open, readdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { env } from "@/lib/env";

/** A sign-out that the database does not know of yet. */
export interface SpooledSignOut {
  /** Hash of the session's key, as the database has it. */
  sessionKey: string;
  userId: string;
  /** When it was asked for, by the database's clock as far as this process knows it. */
  at: Date;
}

const Entry = z.object({ userId: z.uuid(), at: z.coerce.date() });
const NAME = /^([0-9a-f]{64})\.json$/;

function folder(): string {
  return path.resolve(env().dataDir, "sign-outs");
}

/** Keeps it on this machine's disk: once this returns, neither kill -9 nor a power cut loses it. Of two for one session the first stands. */
export async function writeSpool({ sessionKey, userId, at }: SpooledSignOut): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  // Written aside and then linked: whoever reads finds it whole or not at all.
  const draft = path.join(folder(), `${sessionKey}.${randomUUID()}`);
  await writeFile(draft, JSON.stringify({ userId, at }), { mode: 0o600, flush: true });
  try {
    await link(draft, fileOf(sessionKey)).catch(unlessCode("EEXIST"));
    await syncFolder();
  } finally {
    await unlink(draft);
  }
}

/** Of which sessions there are entries, in no order. */
export async function listSpool(): Promise<string[]> {
  const names = await readdir(folder()).catch(unlessCode("ENOENT"));
  return (names ?? []).flatMap((name) => NAME.exec(name)?.[1] ?? []);
}

/** @returns null when it has gone, or is nothing that was written here */
export async function readSpool(sessionKey: string): Promise<SpooledSignOut | null> {
  const text = await readFile(fileOf(sessionKey), "utf8").catch(unlessCode("ENOENT"));
  if (!text) return null;
  const entry = Entry.safeParse(parse(text));
  return entry.success ? { sessionKey, ...entry.data } : null;
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

/** A name is durable when its folder is. */
async function syncFolder(): Promise<void> {
  const handle = await open(folder(), "r");
  await handle.sync().finally(() => handle.close());
}

function unlessCode(code: string): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof Error && "code" in error && error.code === code) return undefined;
    throw error;
  };
}
