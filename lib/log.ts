import pino from "pino";

/** One event is one JSON line. Codes and ids only: names, addresses and agents stay out of logs. */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
});

/** Where a bug broke, without its message: that may hold what people typed. */
export function describeBug(error: unknown): { name: string; stack?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split("\n").filter((line) => line.startsWith("    at "));
  return { name: error.name, stack: frames?.join("\n") };
}
