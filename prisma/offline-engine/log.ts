/** The engine's log: JSON lines on standard error, from which Prisma's command line reads failures. */
export function logLine(level: "INFO" | "ERROR", fields: { message: string; error_code?: string }): void {
  process.stderr.write(`${JSON.stringify({ level, target: "schema_engine::logger", fields })}\n`);
}
