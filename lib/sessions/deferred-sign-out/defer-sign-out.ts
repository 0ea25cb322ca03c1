import { prisma } from "@/lib/db/client";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { AppError } from "@/lib/errors";
import { publish } from "@/lib/live/hints";
import { describeBug, log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";
import { flushContact } from "@/lib/sessions/contact/touch-session";
import { currentLimits } from "@/lib/sessions/current-limits";
import { replaySignOut } from "@/lib/sessions/deferred-sign-out/replay-sign-out";
import {
  listSpool,
  prepareSpool,
  readSpool,
  removeFromSpool,
  type SpooledSignOut,
  writeSpool,
} from "@/lib/sessions/deferred-sign-out/spool";
import { addLocallyEnded, listLocallyEnded, removeLocallyEnded } from "@/lib/sessions/locally-ended-sessions";

/** Far more than sign out in an outage: beyond it something is wrong. */
const MAX_WAITING = 20_000;
const REPLAY_EVERY_MS = 2_000;
/** When nothing is left but what fails whatever the database does: a file that can't be read, say. */
const REPLAY_FAILING_EVERY_MS = 60_000;
/** One session that somebody holds for long keeps nobody else waiting; a database that is away answers nobody. */
const UNANSWERED_IN_A_ROW = 3;

interface Replay {
  timer: NodeJS.Timeout | null;
  running: boolean;
  /** Entries that failed at the last try, though the database answered. */
  failing: number;
}

const replay = processWide<Replay>("replay", () => ({ timer: null, running: false, failing: 0 }));

/**
 * Takes a sign-out that the database can't take now: kept on disk when this returns, in force in this process at once, and written with its own time as
 * soon as the database is back, after a restart too. Until then other instances know nothing of it.
 *
 * @throws AppError `unavailable` when too many wait; an error of the disk when it can't be kept
 */
export async function deferSignOut(signOut: SpooledSignOut): Promise<void> {
  if (listLocallyEnded().length >= MAX_WAITING) throw new AppError("unavailable");
  await writeSpool(signOut);
  addLocallyEnded(signOut.sessionKey);
  publish({ kind: "endedLocally", sessionKeyHash: signOut.sessionKey });
  log.warn({ event: "sign_out.spooled" });
  replayAfter(REPLAY_EVERY_MS);
}

/** To be called before the first request: what the last process left is in force from the start. */
export async function startReplay(): Promise<void> {
  const unusable = (error: unknown) => log.error({ event: "spool.unusable", ...describeBug(error) });
  await denySpooled().catch(unusable);
  await prepareSpool().catch(unusable); // what can't take another may still be read
  replayOnTimer();
}

async function denySpooled(): Promise<void> {
  for (const sessionKey of await listSpool()) addLocallyEnded(sessionKey);
}

/** Unless it comes sooner anyway. */
function replayAfter(pauseMs: number): void {
  if (replay.timer && replay.failing === 0) return;
  if (replay.timer) clearTimeout(replay.timer);
  replay.timer = setTimeout(replayOnTimer, pauseMs).unref();
}

function replayOnTimer(): void {
  replay.timer = null;
  const again = () => {
    const hopeless = listLocallyEnded().length <= replay.failing;
    replayAfter(hopeless ? REPLAY_FAILING_EVERY_MS : REPLAY_EVERY_MS);
  };
  replaySpool().then(
    () => listLocallyEnded().length > 0 && again(),
    (error: unknown) => {
      log.warn({ event: "spool.replay_failed", ...describeBug(error) });
      again();
    },
  );
}

/** Writes what waits to the database, each once however often it is tried. */
export async function replaySpool(): Promise<void> {
  if (replay.running) return;
  Object.assign(replay, { running: true, failing: 0 });
  try {
    // It may say that somebody was active until they signed out; that it can't be written holds nobody up.
    await flushContact(currentLimits()).catch(() => {});
    await replayAll(await listSpool());
    const denied = listLocallyEnded(); // before the folder is read: what comes meanwhile is in neither
    const still = new Set(await listSpool());
    for (const sessionKey of denied) if (!still.has(sessionKey)) removeLocallyEnded(sessionKey); // another process wrote it
  } finally {
    replay.running = false;
  }
}

/** What fails keeps nobody else waiting, and is tried again. */
async function replayAll(sessionKeys: string[]): Promise<void> {
  let unanswered = 0;
  for (const sessionKey of sessionKeys) {
    try {
      await replayOne(sessionKey);
      unanswered = 0;
    } catch (error) {
      if (!isDatabaseUnavailable(error)) {
        replay.failing++;
        log.error({ event: "spool.entry_failed", ...describeBug(error) });
      } else if (++unanswered === UNANSWERED_IN_A_ROW) throw error;
    }
  }
}

async function replayOne(sessionKey: string): Promise<void> {
  const signOut = await readSpool(sessionKey);
  if (signOut && !(await prisma.$transaction((tx) => replaySignOut(tx, signOut)))) return;
  await removeFromSpool(sessionKey);
  removeLocallyEnded(sessionKey);
}
