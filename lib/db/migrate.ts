import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { DatabaseFault } from "@/lib/db/database-fault";
import { withConnection } from "@/lib/db/with-connection";
import { errorCode } from "@/lib/error-code";

/** Codes of PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNDEFINED_TABLE = "42P01";
const MISSING_DATABASE = "3D000";
const INSUFFICIENT_PRIVILEGE = "42501";

/** Folder of the migrations, relative to the working directory. */
export const MIGRATIONS = "prisma/migrations";

/**
 * Applies the pending migrations with `prisma migrate deploy`, which also creates a missing database.
 *
 * @param url - for the role that owns the tables
 * @param folder - folder of the migrations; a restore first applies those of the backup
 * @returns how many migrations it applied
 * @throws DatabaseFault `migration_failed` with the output of Prisma, `not_owner` for a role that only serves
 */
export async function migrate(url: string, signal?: AbortSignal, folder = MIGRATIONS): Promise<number> {
  const before = await countApplied(url);
  await deploy(url, folder, signal);
  return (await countApplied(url)) - before;
}

async function countApplied(url: string): Promise<number> {
  try {
    return await withConnection(url, async (client) => {
      const { rows } = await client.query<{ applied: number }>(
        "SELECT count(*)::int AS applied FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
      );
      return rows[0]?.applied ?? 0;
    });
  } catch (error) {
    const code = errorCode(error);
    if (code === UNDEFINED_TABLE || code === MISSING_DATABASE) return 0;
    throw code === INSUFFICIENT_PRIVILEGE ? new DatabaseFault("not_owner", {}, { cause: error }) : error;
  }
}

function deploy(url: string, folder: string, signal?: AbortSignal): Promise<void> {
  const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
  // The update message of Prisma is for developers, not for the administrator who starts the product.
  const env = {
    ...process.env,
    MIGRATION_DATABASE_URL: url,
    MIGRATIONS_FOLDER: folder,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [prisma, "migrate", "deploy"], {
      env,
      signal,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new DatabaseFault("migration_failed", { output: output.trim() }));
    });
  });
}
