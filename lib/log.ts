import pino from "pino";

/** Writes each event as one JSON line. Log only codes and ids, never names, addresses or user agents. */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
});

/** Describes where a bug occurred. Omits its message, which may contain user input. */
export function describeBug(error: unknown): { name: string; stack?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split("\n").filter((line) => line.startsWith("    at "));
  return { name: error.name, stack: frames?.join("\n") };
}
