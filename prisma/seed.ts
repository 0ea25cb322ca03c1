import { openDatabase } from "@/lib/cli/product/database";
import { loadDotenv } from "@/lib/cli/product/dotenv";
import { print, printNotice } from "@/lib/cli/terminal/print";
import { messageOfError, Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";
import { ensureRights, prepareSchema } from "@/lib/db/prepare-schema";
import { readEnv } from "@/lib/env";
import { errorCode } from "@/lib/error-code";

/**
 * `npx prisma db seed`: creates the missing accounts and prints how to sign in. A second run changes nothing.
 */
try {
  loadDotenv();
  const { seed, seedPassword } = readEnv(process.env);
  const database = await openDatabase();
  try {
    // The embedded one may be new and empty. Others are migrated by hand, which grants nothing.
    if (database.embedded) await prepareSchema(database);
    else await ensureRights(database).catch(refuseEmptyDatabase);
    print(await seedDatabase(database.url, seed, seedPassword));
  } finally {
    await database.release();
  }
} catch (error) {
  printNotice(messageOfError(error));
  process.exitCode = 1;
}

async function seedDatabase(url: string, kind: "sample" | "none", givenPassword?: string): Promise<string> {
  process.env.DATABASE_URL = url; // the client reads it at its import
  const { seedUsers } = await import("@/lib/cli/seed/seed-users");
  const { prisma } = await import("@/lib/db/client");
  try {
    const { created, password, random } = await seedUsers(kind, givenPassword).catch(refuseEmptyDatabase);
    const [first] = created;
    if (!first) return t("seed.nothing");
    const accounts = t("seed.created", { count: created.length, username: first.username });
    return `${accounts}\n${random ? t("seed.random_password", { password }) : t("seed.given_password")}`;
  } finally {
    await prisma.$disconnect();
  }
}

/** P1003, 3D000: no such database; P2021, 42P01: no such table. */
function refuseEmptyDatabase(error: unknown): never {
  const code = errorCode(error);
  throw ["P1003", "3D000", "P2021", "42P01"].includes(code) ? new Refusal(t("seed.not_migrated")) : error;
}
