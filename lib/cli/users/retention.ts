import { setTimeout as sleep } from "node:timers/promises";
import { EXIT } from "@/lib/cli/terminal/exit";
import { print, printJson, printNotice } from "@/lib/cli/terminal/print";
import { progressBar } from "@/lib/cli/terminal/progress-bar";
import { t } from "@/lib/cli/terminal/translator";
import { databaseNow } from "@/lib/db/clock";
import { formatDay } from "@/lib/i18n/format-instant";
import { anonymiseSessions } from "@/lib/sessions/maintenance/anonymise-sessions";
import { countToAnonymise, type Retention, retentionAt } from "@/lib/sessions/maintenance/retention";
import { SYSTEM } from "@/lib/viewer";

interface Options {
  dryRun?: true;
  json?: true;
}

/**
 * Pause after a batch without progress: another instance holds the lock, or a sign-in holds the user rows.
 */
const PAUSE_MS = 500;
const MAX_PAUSES = 20;

/** Runs `retention`: anonymises all old sessions in one run; the sweep does only a part at a time. */
export async function applyRetention({ dryRun, json }: Options): Promise<void> {
  const now = await databaseNow();
  const retention = retentionAt(now);
  const found = retention ? await countToAnonymise(SYSTEM, retention) : 0;
  const count = retention && !dryRun ? await anonymiseAll(retention, now, found) : found;
  if (json) printJson({ before: retention?.since ?? null, sessions: count });
  else print(report(retention, count, dryRun));
  if (dryRun) return printNotice(t("users.done.dryRun"));
  const left = retention && count < found ? await countToAnonymise(SYSTEM, retention) : 0;
  if (left === 0) return;
  printNotice(t("users.retention.left", { count: left }));
  process.exitCode = EXIT.failure;
}

function report(retention: Retention | null, count: number, dryRun: true | undefined): string {
  if (!retention) return t("users.retention.never");
  const day = formatDay(retention.since);
  return dryRun ? t("users.retention.would", { count, day }) : t("users.retention.done", { count, day });
}

async function anonymiseAll(retention: Retention, now: Date, found: number): Promise<number> {
  const bar = progressBar(t("users.retention.working"), found);
  let done = 0;
  let pauses = 0;
  while (pauses < MAX_PAUSES) {
    const { sessions, complete } = await anonymiseSessions(SYSTEM, retention, now);
    done += sessions;
    bar.show(Math.min(done, found));
    if (complete) break;
    if (sessions > 0) continue;
    pauses++;
    await sleep(PAUSE_MS);
  }
  bar.clear();
  return done;
}
