import { openDatabase } from "@/lib/cli/product/database";
import { loadDotenv } from "@/lib/cli/product/dotenv";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";
import { migrate } from "@/lib/db/migrate";
import { readEnv } from "@/lib/env";
import { errorCode } from "@/lib/error-code";

/**
 * Runs a command on the product's database, embedded or not, whether or not the product runs. What imports the Prisma client must be
 * imported within.
 */
export async function withDatabase(work: () => Promise<void>): Promise<void> {
  loadDotenv();
  process.env.LOG_LEVEL ||= "silent"; // standard output is the command's answer
  readEnv(process.env);
  const database = await openDatabase();
  try {
    if (database.embedded) await migrate(database.url); // it may have been made just now
    process.env.DATABASE_URL = database.url; // read when the client is imported
    const { prisma } = await import("@/lib/db/client");
    await work()
      .catch(refuseEmptyDatabase)
      .finally(() => prisma.$disconnect());
  } finally {
    await database.release();
  }
}

/** P1003: no such database; P2021, 42P01: no such table; P2022, 42703: no such column. */
const NOT_MIGRATED = /P1003|P2021|P2022|42P01|42703/;

function refuseEmptyDatabase(error: unknown): never {
  const told = error instanceof Error ? `${errorCode(error)} ${error.message}` : "";
  throw NOT_MIGRATED.test(told) ? new Refusal(t("seed.not_migrated")) : error;
}
