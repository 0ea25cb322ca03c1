import { databaseNow } from "@/lib/db/clock";
import { describeBug, log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";
import { recordRefusals } from "@/lib/refusals/record-refusals";
import { flushContact } from "@/lib/sessions/contact/touch-session";
import { currentLimits } from "@/lib/sessions/current-limits";
import { anonymiseSessions } from "@/lib/sessions/maintenance/anonymise-sessions";
import { correctAddresses } from "@/lib/sessions/maintenance/correct-addresses";
import { expireSessions } from "@/lib/sessions/maintenance/expire-sessions";
import { retentionAt } from "@/lib/sessions/maintenance/retention";
import { ONLINE_WINDOW_MS } from "@/lib/sessions/presence";
import { SYSTEM } from "@/lib/viewer";

/** Pause between the end of one sweep and the start of the next. */
const SWEEP_INTERVAL_MS = 30_000;

const sweep = processWide<{ timer: NodeJS.Timeout | null }>("sweep", () => ({ timer: null }));

/**
 * Starts the sweep, a timer that ends silent sessions, corrects addresses, anonymises old sessions and
 * records refused attempts. It first runs after the online window, so that open tabs can report after a
 * start.
 */
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

/**
 * Sweeps once. Writes pending contact first, because it may prove that a session was active during an outage
 * of the database. A failure of what follows the endings is logged and stops nothing else.
 */
export async function sweepOnce(): Promise<void> {
  await flushContact(currentLimits());
  const ended = await expireSessions(currentLimits(), await databaseNow());
  if (ended > 0) log.info({ event: "sessions.expired", count: ended });
  await correctAddresses();
  await anonymiseOldSessions().catch((error: unknown) =>
    log.warn({ event: "sessions.anonymise_failed", ...describeBug(error) }),
  );
  await recordRefusals(SYSTEM, await databaseNow()).catch((error: unknown) =>
    log.warn({ event: "refusals.record_failed", ...describeBug(error) }),
  );
}

async function anonymiseOldSessions(): Promise<void> {
  const now = await databaseNow();
  const retention = retentionAt(now);
  if (!retention) return;
  const { sessions } = await anonymiseSessions(SYSTEM, retention, now);
  if (sessions > 0) log.info({ event: "sessions.anonymised", count: sessions });
}
