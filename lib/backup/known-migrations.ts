import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { BackupFault } from "@/lib/backup/backup-fault";
import type { Header, Migration } from "@/lib/backup/backup-format";
import { MIGRATIONS } from "@/lib/db/migrate";

/** Prisma's file that names the kind of database. */
const LOCK = "migration_lock.toml";

/**
 * Runs `work` with a temporary folder that holds exactly the migrations of a backup.
 *
 * @throws BackupFault `newer` when this version of the product lacks one of them, `other_migration` when it
 *   has a different one of the same name
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
  const ours = createHash("sha256").update(sql).digest("hex"); // the same checksum as Prisma's
  if (ours !== checksum) throw new BackupFault("other_migration", { name, product });
}

/** Returns whether this version of the product has migrations that are not among `migrations`. */
export async function isBehind(migrations: Migration[]): Promise<boolean> {
  const applied = new Set([LOCK, ...migrations.map(({ name }) => name)]);
  return (await readdir(MIGRATIONS)).some((name) => !applied.has(name));
}
