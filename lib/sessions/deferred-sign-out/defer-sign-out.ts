import { prisma } from "@/lib/db/client";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { AppError } from "@/lib/errors";
import { publish } from "@/lib/live/hints";
import { describeBug, log } from "@/lib/log";
import { logRarely } from "@/lib/log-rarely";
import { processWide } from "@/lib/process-wide";
import { flushContact } from "@/lib/sessions/contact/touch-session";
import { currentLimits } from "@/lib/sessions/current-limits";
import { replaySignOut } from "@/lib/sessions/deferred-sign-out/replay-sign-out";
import {
  addSpoolEntry,
  deleteSpoolEntry,
  listSpoolEntries,
  prepareSpool,
  readSpoolEntry,
  type SpooledSignOut,
} from "@/lib/sessions/deferred-sign-out/spool";
import { addLocallyEnded, listLocallyEnded, removeLocallyEnded } from "@/lib/sessions/locally-ended-sessions";

/** Maximum number of sign-outs that wait. No outage brings so many: a larger number means another fault. */
const MAX_WAITING = 20_000;
/** Time between two replays while sign-outs wait. */
const REPLAY_EVERY_MS = 2_000;
/**
 * Time between two replays while the only entries left fail although the database answers, for example
 * because a file cannot be read.
 */
const REPLAY_FAILING_EVERY_MS = 60_000;
/**
 * A replay stops after so many entries in a row to which the database gives no answer: then it is
 * unavailable. A single one may only wait for a lock, and must not stop the others.
 */
const MAX_UNANSWERED_IN_A_ROW = 3;

interface Replay {
  timer: NodeJS.Timeout | null;
  running: boolean;
  /** Number of entries that failed at the last replay although the database answered. */
  failing: number;
}

const replay = processWide<Replay>("replay", () => ({ timer: null, running: false, failing: 0 }));

/**
 * Accepts a sign-out that the database cannot store now. When this returns, the sign-out is on disk and this
 * process refuses this key of the session. A replay writes it to the database, with the time of the request,
 * as soon as the database is back, also after a restart. Until then other instances do not know of it.
 *
 * @throws AppError `unavailable` when too many sign-outs wait; an error of the disk when the file cannot be
 *   written
 */
export async function deferSignOut(signOut: SpooledSignOut): Promise<void> {
  if (listLocallyEnded().length >= MAX_WAITING) throw new AppError("unavailable");
  await addSpoolEntry(signOut);
  addLocallyEnded(signOut.sessionKeyHash);
  publish({ kind: "endedLocally", sessionKeyHash: signOut.sessionKeyHash });
  log.warn({ event: "sign_out.spooled" });
  scheduleReplay(REPLAY_EVERY_MS);
}

/**
 * Refuses every session whose sign-out the previous process left in the spool, and starts the replay. Must be
 * called before the first request. Never throws: a spool that cannot be used is logged.
 */
export async function startReplay(): Promise<void> {
  const unusable = (error: unknown) => log.error({ event: "spool.unusable", ...describeBug(error) });
  await refuseSpooled().catch(unusable);
  await prepareSpool().catch(unusable); // a folder that takes no new entry may still be readable
  replayOnTimer();
}

async function refuseSpooled(): Promise<void> {
  for (const sessionKeyHash of await listSpoolEntries()) addLocallyEnded(sessionKeyHash);
}

/**
 * Schedules the next replay. A timer that is already set stays, unless entries failed at the last replay:
 * then it may be the slow one.
 */
function scheduleReplay(pauseMs: number): void {
  if (replay.timer && replay.failing === 0) return;
  if (replay.timer) clearTimeout(replay.timer);
  replay.timer = setTimeout(replayOnTimer, pauseMs).unref();
}

function replayOnTimer(): void {
  replay.timer = null;
  const scheduleNext = () => {
    const onlyFailing = listLocallyEnded().length <= replay.failing;
    scheduleReplay(onlyFailing ? REPLAY_FAILING_EVERY_MS : REPLAY_EVERY_MS);
  };
  replaySpool().then(
    () => listLocallyEnded().length > 0 && scheduleNext(),
    (error: unknown) => {
      logRarely("warn", { event: "spool.replay_failed", ...describeBug(error) });
      scheduleNext();
    },
  );
}

/**
 * Writes the waiting sign-outs to the database. Idempotent: however often an entry is tried, it ends its
 * session once. Returns at once when a replay is already running.
 *
 * @throws an error of the database when it is unavailable
 */
export async function replaySpool(): Promise<void> {
  if (replay.running) return;
  replay.running = true;
  replay.failing = 0;
  try {
    // Pending contact may prove activity until the sign-out, so it is written first. The replay does not
    // depend on it.
    await flushContact(currentLimits()).catch(() => {});
    await replayAll(await listSpoolEntries());
    // Read before the folder: a sign-out that is accepted between both reads must stay in force.
    const locallyEnded = listLocallyEnded();
    const waiting = new Set(await listSpoolEntries());
    // An entry that is gone was written to the database by another process.
    for (const sessionKeyHash of locallyEnded)
      if (!waiting.has(sessionKeyHash)) removeLocallyEnded(sessionKeyHash);
  } finally {
    replay.running = false;
  }
}

/**
 * Replays every entry. One that fails does not stop the others, and is tried again at the next replay.
 *
 * @throws the last error when the database leaves {@link MAX_UNANSWERED_IN_A_ROW} entries in a row without an
 *   answer
 */
async function replayAll(sessionKeyHashes: string[]): Promise<void> {
  let unanswered = 0;
  for (const sessionKeyHash of sessionKeyHashes) {
    try {
      await replayOne(sessionKeyHash);
      unanswered = 0;
    } catch (error) {
      if (!isDatabaseUnavailable(error)) {
        replay.failing++;
        logRarely("error", { event: "spool.entry_failed", ...describeBug(error) });
      } else if (++unanswered === MAX_UNANSWERED_IN_A_ROW) throw error;
    }
  }
}

async function replayOne(sessionKeyHash: string): Promise<void> {
  const signOut = await readSpoolEntry(sessionKeyHash);
  if (signOut && !(await prisma.$transaction((tx) => replaySignOut(tx, signOut)))) return;
  await deleteSpoolEntry(sessionKeyHash);
  removeLocallyEnded(sessionKeyHash);
}
