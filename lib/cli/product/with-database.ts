import { openDatabase } from "@/lib/cli/product/database";
import { loadDotenv } from "@/lib/cli/product/dotenv";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";
import { ensureRights, prepareSchema } from "@/lib/db/prepare-schema";
import { readEnv } from "@/lib/env";
import { errorCode } from "@/lib/error-code";

/**
 * Runs a command on the product's database, embedded or not, while the product runs or not. Modules that
 * import the Prisma client must be imported inside `work`, because the client reads `DATABASE_URL` at its
 * import.
 *
 * @throws Refusal when the database has not been migrated
 */
export async function withDatabase(work: () => Promise<void>): Promise<void> {
  loadDotenv();
  process.env.LOG_LEVEL ||= "silent"; // standard output carries only the result of the command
  readEnv(process.env);
  const database = await openDatabase();
  try {
    // The embedded one may be new and empty. Others are migrated by hand, which grants nothing.
    if (database.embedded) await prepareSchema(database);
    else await ensureRights(database).catch(refuseEmptyDatabase);
    process.env.DATABASE_URL = database.url; // the client reads it at its import
    const { prisma } = await import("@/lib/db/client");
    await work()
      .catch(refuseEmptyDatabase)
      .finally(() => prisma.$disconnect());
  } finally {
    await database.release();
  }
}

/** P1003, 3D000: no such database; P2021, 42P01: no such table; P2022, 42703: no such column. */
const NOT_MIGRATED = /P1003|3D000|P2021|P2022|42P01|42703/;

function refuseEmptyDatabase(error: unknown): never {
  const text = error instanceof Error ? `${errorCode(error)} ${error.message}` : "";
  throw NOT_MIGRATED.test(text) ? new Refusal(t("seed.not_migrated")) : error;
}
