import path from "node:path";
import { BackupFault } from "@/lib/backup/backup-fault";
import { dropKept } from "@/lib/backup/previous-databases";
import {
  type Restored,
  type RestoreSteps,
  restoreDatabase,
  restorePreviousDatabase,
} from "@/lib/backup/restore-database";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { stampOf } from "@/lib/cli/backup/stamp";
import { loadDotenv } from "@/lib/cli/product/dotenv";
import { catchInterruption } from "@/lib/cli/terminal/interruption";
import { print } from "@/lib/cli/terminal/print";
import { step } from "@/lib/cli/terminal/progress";
import { t } from "@/lib/cli/terminal/translator";
import { embeddedFolder } from "@/lib/db/embedded/address";
import { acquireEmbeddedServer, type EmbeddedServer } from "@/lib/db/embedded/server";
import { env } from "@/lib/env";
import { formatInstant } from "@/lib/i18n/format-instant";

/** Runs `npm run restore -- <file>`: replaces the embedded database with the one in the backup. */
export async function restoreFile(given: string): Promise<void> {
  const file = path.resolve(given);
  await withEmbeddedServer(async (server, steps) => {
    const { header, footer, ...restored } = await restoreDatabase(server, file, steps);
    const at = formatInstant(toLocalIso(new Date(header.madeAt), env().timeZone));
    const rows = Object.values(footer.rows).reduce((sum, count) => sum + count, 0);
    print(`\n${t("backup.restored", { at, rows })}`);
    report(restored);
    print(t("backup.afterwards"));
  });
}

/** Runs `npm run restore -- --undo`: goes back to the database before the last restore. */
export async function undoRestore(): Promise<void> {
  await withEmbeddedServer(async (server, steps) => {
    const restored = await restorePreviousDatabase(server, steps);
    print(`\n${t("backup.undone")}`);
    report(restored);
  });
}

/** Runs `npm run restore -- --forget`: drops the databases that restores have kept. */
export async function forgetKept(): Promise<void> {
  await withEmbeddedServer(async ({ ownerUrl }) => {
    print(t("backup.forgotten", { count: await dropKept(ownerUrl) }));
  });
}

function report({ ended, kept }: Restored): void {
  if (ended > 0) print(t("backup.ended", { count: ended }));
  if (kept) print(t("backup.kept", { name: kept }));
}

/**
 * Runs the work on the embedded server, started when it does not run.
 *
 * @throws BackupFault `own_server` when `DATABASE_URL` is set: only the embedded database is restored here
 */
async function withEmbeddedServer(
  work: (server: EmbeddedServer, steps: RestoreSteps) => Promise<void>,
): Promise<void> {
  loadDotenv();
  process.env.LOG_LEVEL ||= "silent";
  if (process.env.DATABASE_URL) throw new BackupFault("own_server");
  const { timeZone } = env();
  const signal = catchInterruption();
  const server = await step(t("step.embedded_database"), () =>
    acquireEmbeddedServer({ folder: embeddedFolder() }),
  );
  try {
    await work(server, {
      signal,
      stamp: stampOf(new Date(), timeZone, "_"),
      during: (stage, task) => step(t(`backup.step.${stage}`), task),
    });
  } finally {
    await server.release();
  }
}
