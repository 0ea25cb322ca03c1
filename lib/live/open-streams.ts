import { estimatedNow } from "@/lib/db/clock";
import type { EventStream } from "@/lib/live/event-stream";
import { type Hint, subscribe } from "@/lib/live/hints";
import { isListening } from "@/lib/live/listener";
import { processWide } from "@/lib/process-wide";
import { onStopping } from "@/lib/shutdown";

/** The session and the user behind an open stream. */
export interface Watcher {
  userId: string;
  sessionId: string;
  sessionKeyHash: string;
  /** True: the stream also gets `state` and `changed`, not only the `ended` of its session. */
  admin: boolean;
}

interface OpenStream {
  watcher: Watcher;
  stream: EventStream;
  /** End of its lifetime, by `performance.now()`. */
  endsAt: number;
}

/**
 * Maximum number of streams of one user in this process. A user has one for each visible tab and, until they
 * fail, those of networks that the user has left.
 */
const MAX_PER_USER = 8;
/** Maximum number of streams in this process. */
const MAX_PER_PROCESS = 5_000;
/** Heartbeat interval. Each heartbeat also repeats the check of all streams. */
const HEARTBEAT_INTERVAL_MS = 20_000;
/**
 * Lifetime of a stream: `least` plus a random part of `spread`, so that streams that were opened together
 * do not end together. The browser reconnects.
 */
const LIFETIME_MS = { least: 10 * 60_000, spread: 5 * 60_000 };
/** Retry delay of a check that failed after hints were missed. */
const CHECK_RETRY_MS = 1_000;
/** Retry delay sent to an evicted stream, so that it does not evict the next one at once. */
const EVICTED_RETRY_MS = 30_000;
/** Minimum time between two `changed` events of one stream. */
const MIN_CHANGE_INTERVAL_MS = 250;

interface Streams {
  open: Set<OpenStream>;
  /** The check that {@link startStreams} was given; null before it. */
  check: ((watchers: Watcher[]) => Promise<Set<Watcher>>) | null;
  beat: NodeJS.Timeout | null;
  /** Set for {@link MIN_CHANGE_INTERVAL_MS} after a `changed` event; `again`: another change came since. */
  change: { timer: NodeJS.Timeout; again: boolean } | null;
  /**
   * Upper bound for the time of the last change, by the database's clock as far as it is known. Changes may
   * have been missed until the listener connects, so that moment counts as a change.
   */
  changedAt: Date;
}

const streams = processWide<Streams>("streams", () => ({
  open: new Set(),
  check: null,
  beat: null,
  change: null,
  changedAt: estimatedNow(),
}));

/**
 * Starts heartbeats, checks and the delivery of hints to open streams. Does nothing when already started.
 *
 * @param check - returns the watchers whose stream may stay open; it is called at each heartbeat and when
 *   hints may have been missed. It must reject when the database does not answer
 */
export function startStreams(check: (watchers: Watcher[]) => Promise<Set<Watcher>>): void {
  if (streams.check) return;
  streams.check = check;
  subscribe(notify);
  streams.beat = setInterval(sendHeartbeats, HEARTBEAT_INTERVAL_MS).unref();
  onStopping(endStreams);
}

/** Returns whether this process may open another stream. */
export function mayOpen(): boolean {
  return streams.open.size < MAX_PER_PROCESS;
}

/**
 * Adds a stream. A user at the limit loses the oldest one; its tab reconnects when it is still visible. The
 * new stream is not refused instead, because the old ones may belong to connections that are dead but have
 * not failed yet.
 *
 * @returns a function that removes the stream, to call when its connection closes
 */
export function addStream(watcher: Watcher, stream: EventStream): () => void {
  const ofUser = [...streams.open].filter((open) => open.watcher.userId === watcher.userId);
  for (const oldest of ofUser.slice(0, Math.max(0, ofUser.length + 1 - MAX_PER_USER)))
    end(oldest, EVICTED_RETRY_MS);
  const endsAt = performance.now() + LIFETIME_MS.least + Math.random() * LIFETIME_MS.spread;
  const open = { watcher, stream, endsAt };
  streams.open.add(open);
  if (watcher.admin) stream.send("state", stateOf());
  return () => void streams.open.delete(open);
}

/**
 * Ends all streams when the server stops. The browsers reconnect to the next process, or to another instance.
 */
function endStreams(): void {
  for (const open of streams.open) end(open);
}

function notify(hint: Hint): void {
  if (hint.kind === "keyChanged") {
    closeFormer(hint.sessionId);
    return;
  }
  if (hint.kind === "endedLocally") endWhere(({ sessionKeyHash }) => sessionKeyHash === hint.sessionKeyHash);
  if (hint.kind === "ended") endWhere(({ sessionId }) => sessionId === hint.sessionId);
  if (hint.kind === "listening") void checkAll().then(retryCheck);
  if (hint.kind !== "disconnected") streams.changedAt = estimatedNow();
  if (hint.kind === "listening" || hint.kind === "disconnected") notifyAdmins("state", stateOf());
  if (hint.kind !== "disconnected") notifyChange();
}

/**
 * Closes the streams of a session that has a new key, without `ended`: a browser with the new cookie
 * reconnects by itself, and another one is refused.
 */
function closeFormer(sessionId: string): void {
  for (const open of streams.open) if (open.watcher.sessionId === sessionId) end(open);
}

/**
 * Returns the data of a `state` event: whether hints arrive, and the time of the last change. A page compares
 * that time with its own data to find out whether these are outdated.
 */
function stateOf(): string {
  return `${isListening() ? "live" : "disconnected"} ${streams.changedAt.toISOString()}`;
}

/** Sends `changed` at once. Further changes within the interval share one event at its end. */
function notifyChange(): void {
  if (streams.change) {
    streams.change.again = true;
    return;
  }
  notifyAdmins("changed");
  streams.change = { timer: setTimeout(afterChange, MIN_CHANGE_INTERVAL_MS).unref(), again: false };
}

function afterChange(): void {
  const again = streams.change?.again;
  streams.change = null;
  if (again) notifyChange();
}

function notifyAdmins(event: string, data?: string): void {
  for (const { watcher, stream } of streams.open) if (watcher.admin) stream.send(event, data);
}

function sendHeartbeats(): void {
  for (const open of streams.open) {
    if (performance.now() > open.endsAt) end(open);
    else open.stream.beat();
  }
  void checkAll();
}

/**
 * Repeats a failed check soon: a session that ended while hints were missed must not wait for the next
 * heartbeat.
 */
function retryCheck(succeeded: boolean): void {
  if (!succeeded) setTimeout(() => void checkAll(), CHECK_RETRY_MS).unref();
}

/**
 * Ends the streams whose session may no longer watch. When the check fails, all streams stay open: an outage
 * of the database must not sign anybody out.
 *
 * @returns whether the check succeeded
 */
async function checkAll(): Promise<boolean> {
  const watchers = [...streams.open].map(({ watcher }) => watcher);
  if (watchers.length === 0 || !streams.check) return true;
  const allowed = await streams.check(watchers).catch(() => null);
  const checked = new Set(watchers);
  if (allowed) endWhere((watcher) => checked.has(watcher) && !allowed.has(watcher));
  return allowed !== null;
}

function endWhere(isOver: (watcher: Watcher) => boolean): void {
  for (const open of streams.open) {
    if (!isOver(open.watcher)) continue;
    open.stream.send("ended");
    end(open);
  }
}

function end(open: OpenStream, retryMs?: number): void {
  streams.open.delete(open);
  open.stream.end(retryMs);
}
