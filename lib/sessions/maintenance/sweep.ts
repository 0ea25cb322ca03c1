import { databaseNow } from "@/lib/db/clock";
import { describeBug, log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";
import { flushContact } from "@/lib/sessions/contact/touch-session";
import { currentLimits } from "@/lib/sessions/current-limits";
import { anonymiseSessions } from "@/lib/sessions/maintenance/anonymise-sessions";
import { correctAddresses } from "@/lib/sessions/maintenance/correct-addresses";
import { expireSessions } from "@/lib/sessions/maintenance/expire-sessions";
import { retentionAt } from "@/lib/sessions/maintenance/retention";
import { ONLINE_WINDOW_MS } from "@/lib/sessions/presence";
import { SYSTEM } from "@/lib/viewer";

const SWEEP_INTERVAL_MS = 30_000;

const sweep = processWide<{ timer: NodeJS.Timeout | null }>("sweep", () => ({ timer: null }));

/** Ends silent sessions, and puts right what nobody waited for, from time to time. After a start, open tabs get their window to report first. */
export function startSweep(): void {
  sweep.timer ??= setTimeout(sweepOnTimer, ONLINE_WINDOW_MS).unref();
}

function sweepOnTimer(): void {
  sweepOnce()
    .catch((error: unknown) => log.warn({ event: "sweep.failed", ...describeBug(error) }))
    .finally(() => {
      sweep.timer = setTimeout(sweepOnTimer, SWEEP_INTERVAL_MS).unref();
    });
}

/** What has been noted while the database was away comes first: it may say that somebody was active all along. */
export async function sweepOnce(): Promise<void> {
  await flushContact(currentLimits());
  const ended = await expireSessions(currentLimits(), await databaseNow());
  if (ended > 0) log.info({ event: "sessions.expired", count: ended });
  await correctAddresses();
  await forgetOldAddresses().catch((error: unknown) =>
    log.warn({ event: "sessions.anonymise_failed", ...describeBug(error) }),
  );
}

async function forgetOldAddresses(): Promise<void> {
  const now = await databaseNow();
  const retention = retentionAt(now);
  if (!retention) return;
  const { sessions } = await anonymiseSessions(SYSTEM, retention, now);
  if (sessions > 0) log.info({ event: "sessions.anonymised", count: sessions });
}
