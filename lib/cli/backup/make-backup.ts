import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { writeBackup } from "@/lib/backup/write-backup";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { stampOf } from "@/lib/cli/backup/stamp";
import { openDatabase } from "@/lib/cli/product/database";
import { loadDotenv } from "@/lib/cli/product/dotenv";
import { catchInterruption } from "@/lib/cli/terminal/interruption";
import { print } from "@/lib/cli/terminal/print";
import { step } from "@/lib/cli/terminal/progress";
import { t } from "@/lib/cli/terminal/translator";
import { type Env, readEnv } from "@/lib/env";
import { formatInstant } from "@/lib/i18n/format-instant";

const KB = 1_000;

/**
 * Runs `npm run backup`. It applies no migration: it copies the database with the tables that it has, so a
 * backup is possible just before a new version changes them.
 *
 * @param given - a file, or a folder for it; undefined: `backups` in the data folder
 */
export async function makeBackup(given: string | undefined): Promise<void> {
  loadDotenv();
  const env = readEnv(process.env);
  const signal = catchInterruption();
  const title = process.env.DATABASE_URL ? t("step.database") : t("step.embedded_database");
  const database = await step(title, openDatabase);
  try {
    const file = await fileFor(given, env);
    const { madeAt, rows, bytes } = await step(
      t("backup.step.write"),
      () => writeBackup(database.ownerUrl, file, signal),
      (made) => t("backup.rows", { count: made.rows }),
    );
    const at = formatInstant(toLocalIso(madeAt, env.timeZone));
    print(`\n${t("backup.made", { file, kb: Math.ceil(bytes / KB), at, rows })}`);
    print(t("backup.keepSafe"));
  } finally {
    await database.release();
  }
}

/**
 * Returns the path of the backup. Without a given path it is in the data folder, which neither git nor the
 * web server publishes.
 */
async function fileFor(given: string | undefined, { dataDir, timeZone }: Env): Promise<string> {
  const name = `konekte-backup-${stampOf(new Date(), timeZone, "-")}.sql.gz`;
  if (given === undefined) {
    const folder = path.resolve(dataDir, "backups");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return path.join(folder, name);
  }
  const file = path.resolve(given);
  const isFolder = await stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? path.join(file, name) : file;
}
