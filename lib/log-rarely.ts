import { log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";

/** A line about something that goes on is written at most so often, so that it does not fill the disk. */
const LOG_INTERVAL_MS = 60_000;

/** When each event was logged, by `performance.now()`. */
const loggedAt = processWide("logged-at", () => new Map<string, number>());

/**
 * Logs a line, unless one of the same event was logged here within a minute. For everything that a timer
 * repeats during an outage, or that a stranger can repeat.
 *
 * @returns whether the line was logged
 */
export function logRarely(
  level: "warn" | "error",
  line: { event: string; [field: string]: unknown },
  now = performance.now(),
): boolean {
  if (now < (loggedAt.get(line.event) ?? Number.NEGATIVE_INFINITY) + LOG_INTERVAL_MS) return false;
  loggedAt.set(line.event, now);
  log[level](line);
  return true;
}
