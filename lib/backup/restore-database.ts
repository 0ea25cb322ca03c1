import { BackupFault } from "@/lib/backup/backup-fault";
import { listMigrations } from "@/lib/backup/describe-database";
import type { RestoreSource } from "@/lib/backup/end-restored-sessions";
import { isBehind, withMigrationsOf } from "@/lib/backup/known-migrations";
import { loadRows } from "@/lib/backup/load-rows";
import { dropDraft, listKept, makeDraft, nameOfDraft, putInPlace } from "@/lib/backup/previous-databases";
import { type Backup, readBackup } from "@/lib/backup/read-backup";
import { withClient } from "@/lib/backup/with-client";
import { urlOfDatabase } from "@/lib/db/embedded/address";
import type { EmbeddedServer } from "@/lib/db/embedded/server";
import { migrate } from "@/lib/db/migrate";
import { ensureRights } from "@/lib/db/prepare-schema";

type Stage = "verify" | "tables" | "rows" | "migrations" | "sessions" | "swap";

/** Settings of a restore, from the command that runs it. */
export interface RestoreSteps {
  /** Runs the task of a stage; the command shows its progress. */
  during<T>(stage: Stage, task: () => Promise<T>): Promise<T>;
  signal: AbortSignal;
  /** Local time of the restore, for the name of the replaced database: `20251111_143215`. */
  stamp: string;
}

export interface Restored {
  /** Number of open sessions that the restore ended. */
  ended: number;
  /** New name of the replaced database; null when that was empty and was dropped. */
  kept: string | null;
}

/**
 * Restores a backup into a new database, applies the newer migrations and replaces the embedded database by
 * it. The replaced database is kept. When a step fails, the embedded database is unchanged.
 *
 * @throws BackupFault `in_use`, and as {@link readBackup}, {@link withMigrationsOf} and {@link loadRows}
 */
export async function restoreDatabase(
  server: EmbeddedServer,
  file: string,
  steps: RestoreSteps,
): Promise<Restored & Backup> {
  const { during, signal } = steps;
  const backup = await during("verify", () => readBackup(file));
  await requireUnused(server);
  try {
    await withMigrationsOf(backup.header, async (folder) => {
      const url = await makeDraft(server.ownerUrl);
      await during("tables", () => migrate(url, signal, folder));
      await during("rows", () => loadRows(url, file, backup, signal));
    });
    const source = { from: "backup", asOf: backup.header.madeAt } as const;
    return { ...backup, ...(await takeOver(server, nameOfDraft(), source, steps)) };
  } catch (error) {
    await dropDraft(server.ownerUrl).catch(() => {}); // the next restore drops it
    throw error;
  }
}

/**
 * Replaces the embedded database by the newest one that was kept: the database before the last restore or
 * undo. The replaced database is kept in turn.
 *
 * @throws BackupFault `nothing_kept`, `in_use`
 */
export async function restorePreviousDatabase(
  server: EmbeddedServer,
  steps: RestoreSteps,
): Promise<Restored> {
  await requireUnused(server);
  const [latest] = await listKept(server.ownerUrl);
  if (!latest) throw new BackupFault("nothing_kept");
  return takeOver(server, latest, { from: "kept", asOf: null }, steps);
}

/**
 * Brings a database of another time up to date, with the rights of today, and replaces the product's database
 * by it.
 */
async function takeOver(
  server: EmbeddedServer,
  name: string,
  source: RestoreSource,
  { during, signal, stamp }: RestoreSteps,
): Promise<Restored> {
  const [url, ownerUrl] = [urlOfDatabase(server.url, name), urlOfDatabase(server.ownerUrl, name)];
  const applied = await withClient(ownerUrl, listMigrations);
  if (await isBehind(applied)) await during("migrations", () => migrate(ownerUrl, signal));
  await ensureRights({ url, ownerUrl });
  const ended = await during("sessions", () => settle(url, source));
  signal.throwIfAborted();
  await requireUnused(server); // the product may have been started meanwhile
  const kept = await during("swap", () => putInPlace(server.ownerUrl, name, stamp));
  return { ended, kept };
}

async function requireUnused(server: EmbeddedServer): Promise<void> {
  if (!(await server.isUnshared())) throw new BackupFault("in_use");
}

/** Sets DATABASE_URL before it imports the Prisma client, because the client connects to that database. */
async function settle(url: string, source: RestoreSource): Promise<number> {
  process.env.DATABASE_URL = url;
  const { endRestoredSessions } = await import("@/lib/backup/end-restored-sessions");
  const { prisma } = await import("@/lib/db/client");
  try {
    return await endRestoredSessions(source);
  } finally {
    await prisma.$disconnect();
  }
}
