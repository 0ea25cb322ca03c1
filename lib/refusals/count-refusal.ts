import { addressNetwork } from "@/lib/http/client-address";
import { describeBug } from "@/lib/log";
import { logRarely } from "@/lib/log-rarely";
import { processWide } from "@/lib/process-wide";
import { type CountedRefusals, type RefusalKind, writeRefusals } from "@/lib/refusals/write-refusals";
import { countRefused } from "@/lib/refused-requests";
import { onShutdown } from "@/lib/shutdown";

/** A refused attempt. */
export interface RefusedAttempt {
  kind: RefusalKind;
  /** Null: a name that no user has, or a code without an owner. */
  userId: string | null;
  ipAddress: string | null;
  /** Whether it came from a browser that is known for the user. */
  known: boolean;
}

interface RefusalBuffer {
  /** By everything that is counted separately. */
  pending: Map<string, CountedRefusals>;
  timer: NodeJS.Timeout | null;
  writing: Promise<void>;
  /** Users and networks that were counted in the present quarter of an hour. */
  seen: Set<string>;
  quarter: number;
}

/** Time between two writes. A kill loses the counts of this time; they are figures and protect nothing. */
const WRITE_INTERVAL_MS = 2_000;
const QUARTER_MS = 15 * 60_000;
/**
 * Pairs of user and network that are told apart in a quarter of an hour. Further ones count without their
 * network, so that an attack from many addresses does not fill the table.
 */
const MAX_PAIRS = 5_000;

const buffer = processWide<RefusalBuffer>("refusals", () => {
  onShutdown(flushRefusals);
  return {
    pending: new Map(),
    timer: null,
    writing: Promise.resolve(),
    seen: new Set(),
    quarter: 0,
  };
});

/**
 * Counts a refused attempt in memory and returns at once; a timer writes what has gathered. So a flood of
 * refused attempts costs a few statements, and a database that does not answer changes no answer.
 */
export function countRefusal({ kind, userId, ipAddress, known }: RefusedAttempt): void {
  const network = networkOf(userId, ipAddress);
  const key = [kind, userId, network, known].join(" ");
  const counted = buffer.pending.get(key) ?? { kind, userId, network, known, refusals: 0 };
  buffer.pending.set(key, { ...counted, refusals: counted.refusals + 1 });
  countRefused(kind);
  buffer.timer ??= setTimeout(flushOnTimer, WRITE_INTERVAL_MS).unref();
}

function networkOf(userId: string | null, ipAddress: string | null): string | null {
  if (!ipAddress) return null;
  const quarter = Math.floor(Date.now() / QUARTER_MS);
  if (quarter !== buffer.quarter) {
    buffer.quarter = quarter;
    buffer.seen.clear();
  }
  const network = addressNetwork(ipAddress);
  const pair = `${userId} ${network}`;
  if (!buffer.seen.has(pair) && buffer.seen.size >= MAX_PAIRS) return null;
  buffer.seen.add(pair);
  return network;
}

function flushOnTimer(): void {
  flushRefusals()
    .catch((error: unknown) => logRarely("warn", { event: "refusals.not_counted", ...describeBug(error) }))
    .finally(() => {
      buffer.timer = buffer.pending.size > 0 ? setTimeout(flushOnTimer, WRITE_INTERVAL_MS).unref() : null;
    });
}

/**
 * Writes the refusals counted so far, after a write that is still running. Those that can't be written are
 * kept for the next write.
 *
 * @throws an error of the database
 */
export function flushRefusals(): Promise<void> {
  buffer.writing = buffer.writing.catch(() => {}).then(writePending);
  return buffer.writing;
}

async function writePending(): Promise<void> {
  const counted = [...buffer.pending.entries()];
  if (counted.length === 0) return;
  buffer.pending.clear();
  try {
    await writeRefusals(counted.map(([, refusals]) => refusals));
  } catch (error) {
    for (const [key, refused] of counted) {
      const since = buffer.pending.get(key)?.refusals ?? 0;
      buffer.pending.set(key, { ...refused, refusals: refused.refusals + since });
    }
    throw error;
  }
}
