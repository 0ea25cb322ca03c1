import pino from "pino";
import { escapeUnseen } from "./escape-unseen";

/**
 * Writes each event as one JSON line of visible characters; pino alone escapes line breaks and ESC, but no
 * C1 or bidi characters. Log only codes and ids, never names, addresses or user agents.
 */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  hooks: { streamWrite: (line) => escapeUnseen(line, "\n") }, // the one line break at the end
});

/** Describes where a bug occurred. Omits its message, which may contain user input. */
export function describeBug(error: unknown): { name: string; stack?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split("\n").filter((line) => line.startsWith("    at "));
  return { name: error.name, stack: frames?.join("\n") };
}
