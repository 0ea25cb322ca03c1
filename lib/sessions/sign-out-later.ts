import { prisma } from "@/lib/db/client";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { AppError } from "@/lib/errors";
import { giveHint } from "@/lib/live/hints";
import { describeBug, log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";
import { deny, denyNoMore, listDenied } from "@/lib/sessions/denied-sessions";
import { endAsSpooled } from "@/lib/sessions/end-as-spooled";
import { listSpool, readSpool, removeFromSpool, type SpooledSignOut, writeSpool } from "@/lib/sessions/spool";

/** Far more than sign out in an outage: beyond it something is wrong. */
const MAX_WAITING = 20_000;
const REPLAY_EVERY_MS = 2_000;

const replay = processWide<{ timer: NodeJS.Timeout | null; running: boolean }>("replay", () => ({
  timer: null,
  running: false,
}));

/**
 * Takes a sign-out that the database can't take now: kept on disk when this returns, in force in this process at once, and written with its own time as
 * soon as the database is back, after a restart too. Until then other instances know nothing of it.
 *
 * @throws AppError `unavailable` when too many wait; an error of the disk when it can't be kept
 */
export async function signOutLater(signOut: SpooledSignOut): Promise<void> {
  if (listDenied().length >= MAX_WAITING) throw new AppError("unavailable");
  await writeSpool(signOut);
  deny(signOut.sessionKey);
  giveHint({ kind: "denied", sessionKeyHash: signOut.sessionKey });
  log.warn({ event: "sign_out.spooled" });
  replay.timer ??= setTimeout(replayOnTimer, REPLAY_EVERY_MS).unref();
}

/** To be called before the first request: what the last process left is in force from the start. */
export async function startReplay(): Promise<void> {
  for (const sessionKey of await listSpool()) deny(sessionKey);
  replayOnTimer();
}

function replayOnTimer(): void {
  replay.timer = null;
  replaySpool()
    .catch((error: unknown) => log.warn({ event: "spool.replay_failed", ...describeBug(error) }))
    .finally(() => {
      if (listDenied().length > 0) replay.timer ??= setTimeout(replayOnTimer, REPLAY_EVERY_MS).unref();
    });
}

/** Writes what waits to the database, each once however often it is tried. Ends at the first that the database can't take. */
export async function replaySpool(): Promise<void> {
  if (replay.running) return;
  replay.running = true;
  try {
    const waiting = await listSpool();
    for (const sessionKey of waiting) await replayOne(sessionKey).catch(unlessUnavailable);
    const still = new Set(await listSpool());
    for (const sessionKey of listDenied()) if (!still.has(sessionKey)) denyNoMore(sessionKey); // another process wrote it
  } finally {
    replay.running = false;
  }
}

/** What fails for another reason keeps nobody else waiting, and is tried again. */
function unlessUnavailable(error: unknown): void {
  if (isDatabaseUnavailable(error)) throw error;
  log.error({ event: "spool.entry_failed", ...describeBug(error) });
}

async function replayOne(sessionKey: string): Promise<void> {
  const signOut = await readSpool(sessionKey);
  if (signOut) await prisma.$transaction((tx) => endAsSpooled(tx, signOut));
  else log.error({ event: "spool.unreadable" });
  await removeFromSpool(sessionKey);
  denyNoMore(sessionKey);
}
