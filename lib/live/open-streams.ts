import { estimatedNow } from "@/lib/db/clock";
import type { EventStream } from "@/lib/live/event-stream";
import { type Hint, subscribe } from "@/lib/live/hints";
import { isListening } from "@/lib/live/listener";
import { processWide } from "@/lib/process-wide";
import { onStopping } from "@/lib/shutdown";

/** Somebody who looks on. */
export interface Watcher {
  userId: string;
  sessionId: string;
  sessionKeyHash: string;
  /** Is told of changes, too, not only of the end of their session. */
  admin: boolean;
}

interface OpenStream {
  watcher: Watcher;
  stream: EventStream;
  /** Of `performance.now()`. */
  endsAt: number;
}

/** Visible tabs of one person here, and what networks that they left have not told us is gone. */
const MAX_OF_A_PERSON = 8;
const MAX_OF_THE_PROCESS = 5_000;
const BEAT_EVERY_MS = 20_000;
/** Not all at once, as they may have been opened. */
const LIFE_MS = { least: 10 * 60_000, spread: 5 * 60_000 };
const CHECK_AGAIN_MS = 1_000;
/** For who had to make room: they would take it from the next at once. */
const STAY_AWAY_MS = 30_000;
/** However much happens, nobody is told more often. */
const CHANGE_EVERY_MS = 250;

interface Streams {
  open: Set<OpenStream>;
  /** Which of these may still look on; fails while the database can't say. */
  check: ((watchers: Watcher[]) => Promise<Set<Watcher>>) | null;
  beat: NodeJS.Timeout | null;
  change: { timer: NodeJS.Timeout; again: boolean } | null;
  /** When the last change was heard, by the database's clock as far as it is known; whatever was before we listened may be as late as that. */
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
 * Begins to tell whoever has a stream.
 *
 * @param check - is asked at each heartbeat, and when hints may have been missed: which of these may still look on
 */
export function startStreams(check: (watchers: Watcher[]) => Promise<Set<Watcher>>): void {
  if (streams.check) return;
  streams.check = check;
  subscribe(notify);
  streams.beat = setInterval(beat, BEAT_EVERY_MS).unref();
  onStopping(endStreams);
}

/** @returns false when everybody together has too many */
export function mayOpen(): boolean {
  return streams.open.size < MAX_OF_THE_PROCESS;
}

/**
 * Of a person with too many the oldest ends, and comes back if somebody still looks at it.
 *
 * @returns forgets it, when its browser has gone
 */
export function addStream(watcher: Watcher, stream: EventStream): () => void {
  const ofPerson = [...streams.open].filter((open) => open.watcher.userId === watcher.userId);
  for (const oldest of ofPerson.slice(0, Math.max(0, ofPerson.length + 1 - MAX_OF_A_PERSON)))
    end(oldest, STAY_AWAY_MS);
  const endsAt = performance.now() + LIFE_MS.least + Math.random() * LIFE_MS.spread;
  const open = { watcher, stream, endsAt };
  streams.open.add(open);
  if (watcher.admin) stream.send("state", stateOf());
  return () => void streams.open.delete(open);
}

/** Of a server that stops: the browsers come back to whoever listens then. */
function endStreams(): void {
  for (const open of streams.open) end(open);
}

function notify(hint: Hint): void {
  if (hint.kind === "endedLocally") endWhere(({ sessionKeyHash }) => sessionKeyHash === hint.sessionKeyHash);
  if (hint.kind === "ended") endWhere(({ sessionId }) => sessionId === hint.sessionId);
  if (hint.kind === "listening") void checkAll().then(checkAgain);
  if (hint.kind !== "disconnected") streams.changedAt = estimatedNow();
  if (hint.kind === "listening" || hint.kind === "disconnected") notifyAdmins("state", stateOf());
  if (hint.kind !== "disconnected") notifyChange();
}

/** Who comes finds out from it whether what they have is older than the last change. */
function stateOf(): string {
  return `${isListening() ? "live" : "disconnected"} ${streams.changedAt.toISOString()}`;
}

/** At once; whatever comes in the moment after it, together at its end. */
function notifyChange(): void {
  if (streams.change) {
    streams.change.again = true;
    return;
  }
  notifyAdmins("changed");
  streams.change = { timer: setTimeout(afterChange, CHANGE_EVERY_MS).unref(), again: false };
}

function afterChange(): void {
  const again = streams.change?.again;
  streams.change = null;
  if (again) notifyChange();
}

function notifyAdmins(event: string, data?: string): void {
  for (const { watcher, stream } of streams.open) if (watcher.admin) stream.send(event, data);
}

function beat(): void {
  for (const open of streams.open) {
    if (performance.now() > open.endsAt) end(open);
    else open.stream.beat();
  }
  void checkAll();
}

/** Whoever ended while nothing was heard must not wait for the next heartbeat. */
function checkAgain(answered: boolean): void {
  if (!answered) setTimeout(() => void checkAll(), CHECK_AGAIN_MS).unref();
}

/**
 * While the database can't say, everybody stays: nothing is known against them.
 *
 * @returns whether it could
 */
async function checkAll(): Promise<boolean> {
  const watchers = [...streams.open].map(({ watcher }) => watcher);
  if (watchers.length === 0 || !streams.check) return true;
  const allowed = await streams.check(watchers).catch(() => null);
  const asked = new Set(watchers);
  if (allowed) endWhere((watcher) => asked.has(watcher) && !allowed.has(watcher));
  return allowed !== null;
}

function endWhere(isOver: (watcher: Watcher) => boolean): void {
  for (const open of streams.open) {
    if (!isOver(open.watcher)) continue;
    open.stream.send("ended");
    end(open);
  }
}

function end(open: OpenStream, awayMs?: number): void {
  streams.open.delete(open);
  open.stream.end(awayMs);
}
