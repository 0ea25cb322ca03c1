import { BackupFault } from "@/lib/backup/backup-fault";
import { listMigrations } from "@/lib/backup/describe-database";
import type { RestoreSource } from "@/lib/backup/end-restored-sessions";
import { isBehind, withMigrationsOf } from "@/lib/backup/known-migrations";
import { loadRows } from "@/lib/backup/load-rows";
import { dropDraft, listKept, makeDraft, nameOfDraft, putInPlace } from "@/lib/backup/previous-databases";
import { type Backup, readBackup } from "@/lib/backup/read-backup";
import { withClient } from "@/lib/backup/with-client";
import { onDatabase } from "@/lib/db/embedded/address";
import type { EmbeddedServer } from "@/lib/db/embedded/server";
import { migrate } from "@/lib/db/migrate";

type Stage = "verify" | "tables" | "rows" | "migrations" | "sessions" | "swap";

/** How it goes: each stage is done within `during`, which may say so. */
export interface RestoreSteps {
  during<T>(stage: Stage, task: () => Promise<T>): Promise<T>;
  signal: AbortSignal;
  /** Of this moment: `20251111_143215`. */
  stamp: string;
}

export interface Restored {
  /** Sessions that were open, and are not any more. */
  ended: number;
  /** What the database before is called now; null when it was empty. */
  kept: string | null;
}

/**
 * Makes a database of a backup, of today's form, and lets it take the place of the embedded one, which is kept. Whatever fails on the way, the
 * database is what it was.
 *
 * @throws BackupFault
 */
export async function restoreDatabase(
  server: EmbeddedServer,
  file: string,
  course: RestoreSteps,
): Promise<Restored & Backup> {
  const { during, signal } = course;
  const backup = await during("verify", () => readBackup(file));
  await requireUnused(server);
  try {
    await withMigrationsOf(backup.header, async (folder) => {
      const url = await makeDraft(server.url);
      await during("tables", () => migrate(url, signal, folder));
      await during("rows", () => loadRows(url, file, backup, signal));
    });
    const origin = { from: "backup", asOf: backup.header.madeAt } as const;
    return { ...backup, ...(await takeOver(server, nameOfDraft(), origin, course)) };
  } catch (error) {
    await dropDraft(server.url).catch(() => {}); // the next restore does it
    throw error;
  }
}

/**
 * Goes back to the database before the last restore; the one of now is kept in its turn.
 *
 * @throws BackupFault `nothing_kept`, `in_use`
 */
export async function goBack(server: EmbeddedServer, course: RestoreSteps): Promise<Restored> {
  await requireUnused(server);
  const [latest] = await listKept(server.url);
  if (!latest) throw new BackupFault("nothing_kept");
  return takeOver(server, latest, { from: "kept", asOf: null }, course);
}

/** A database of another time becomes the product's. */
async function takeOver(
  server: EmbeddedServer,
  name: string,
  origin: RestoreSource,
  { during, signal, stamp }: RestoreSteps,
): Promise<Restored> {
  const url = onDatabase(server.url, name);
  const applied = await withClient(url, listMigrations);
  if (await isBehind(applied)) await during("migrations", () => migrate(url, signal));
  const ended = await during("sessions", () => settle(url, origin));
  signal.throwIfAborted();
  await requireUnused(server); // somebody may have come meanwhile
  const kept = await during("swap", () => putInPlace(server.url, name, stamp));
  return { ended, kept };
}

async function requireUnused(server: EmbeddedServer): Promise<void> {
  if (!(await server.isOurs())) throw new BackupFault("in_use");
}

/** The Prisma client is of the database that is set when it is imported. */
async function settle(url: string, origin: RestoreSource): Promise<number> {
  process.env.DATABASE_URL = url;
  const { endRestoredSessions } = await import("@/lib/backup/end-restored-sessions");
  const { prisma } = await import("@/lib/db/client");
  try {
    return await endRestoredSessions(origin);
  } finally {
    await prisma.$disconnect();
  }
}
