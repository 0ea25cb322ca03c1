import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { BackupFault } from "@/lib/backup/backup-fault";
import type { Header, Migration } from "@/lib/backup/backup-format";
import { MIGRATIONS } from "@/lib/db/migrate";

const LOCK = "migration_lock.toml"; // Prisma's note of what kind of database they are for

/**
 * Runs `work` with a folder of exactly the migrations of a backup.
 *
 * @throws BackupFault `newer` when this version of the product does not have one, `other_migration` when it has another of its name
 */
export async function withMigrationsOf<T>(
  { migrations, product }: Header,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  for (const migration of migrations) await requireKnown(migration, product);
  const folder = await mkdtemp(path.join(tmpdir(), "konekte-migrations-"));
  try {
    for (const name of [LOCK, ...migrations.map((migration) => migration.name)])
      await cp(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function requireKnown({ name, checksum }: Migration, product: string): Promise<void> {
  const sql = await readFile(path.join(MIGRATIONS, name, "migration.sql")).catch((cause: unknown) => {
    throw new BackupFault("newer", { name, product }, { cause });
  });
  const ours = createHash("sha256").update(sql).digest("hex"); // as Prisma computes it
  if (ours !== checksum) throw new BackupFault("other_migration", { name, product });
}

/** Whether this version of the product has migrations beyond those. */
export async function isBehind(migrations: Migration[]): Promise<boolean> {
  const applied = new Set([LOCK, ...migrations.map(({ name }) => name)]);
  return (await readdir(MIGRATIONS)).some((name) => !applied.has(name));
}
