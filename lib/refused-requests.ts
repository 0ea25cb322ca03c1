import { log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";
import { onShutdown } from "@/lib/shutdown";

/**
 * A field of the line `attempts.refused`. Attempts are counted by `sign_in`, `code` and `access`
 * (lib/refusals/), requests by:
 *
 * - `input`: its form, method or size is not allowed, or its content is not what the handler takes;
 * - `forged`: from another site, without the token of its form, or with a session cookie that is not ours;
 * - `limit`: more than one user, or all of them, may do.
 */
type Kind = "sign_in" | "code" | "access" | "input" | "forged" | "limit";

const KIND_OF_STATUS: Readonly<Record<number, Kind>> = {
  400: "input",
  405: "input",
  413: "input",
  431: "input",
  429: "limit",
};

/** Time that the first line waits for the rest of a flood. */
const GATHER_MS = 2_000;
/** A line is written at most so often, so that a flood does not fill the disk. */
const LOG_INTERVAL_MS = 60_000;

interface Refused {
  /** Numbers since the last line. */
  counts: Record<Kind, number>;
  timer: NodeJS.Timeout | null;
  loggedAt: number;
}

const noneYet = () => ({ sign_in: 0, code: 0, access: 0, input: 0, forged: 0, limit: 0 });

const refused = processWide<Refused>("refused-requests", () => {
  onShutdown(async () => logRefused());
  return { counts: noneYet(), timer: null, loggedAt: Number.NEGATIVE_INFINITY };
});

/** Counts a refusal for the next line `attempts.refused`, which has numbers only: no name and no address. */
export function countRefused(kind: Kind): void {
  refused.counts[kind]++;
  const waitMs = Math.max(GATHER_MS, refused.loggedAt + LOG_INTERVAL_MS - performance.now());
  refused.timer ??= setTimeout(logRefused, waitMs).unref();
}

/** Counts an answer that refuses a request because of its input or a limit. Ignores all other statuses. */
export function countRefusedAnswer(status: number): void {
  const kind = KIND_OF_STATUS[status];
  if (kind) countRefused(kind);
}

function logRefused(): void {
  if (refused.timer) clearTimeout(refused.timer);
  refused.timer = null;
  if (Object.values(refused.counts).every((count) => count === 0)) return;
  log.warn({ event: "attempts.refused", ...refused.counts });
  refused.counts = noneYet();
  refused.loggedAt = performance.now();
}
