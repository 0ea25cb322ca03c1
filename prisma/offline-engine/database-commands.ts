import { messageOfFault } from "@/lib/cli/terminal/refusal";
import { DatabaseFault } from "@/lib/db/database-fault";
import { errorCode } from "@/lib/error-code";
import type { DatabaseAction } from "./command-line";
import { logLine } from "./log";
import { createDatabase, databaseName, dropDatabase, runOnce } from "./server";

/** Connects to, creates or drops the database of an address. */
export async function runDatabaseCommand(action: DatabaseAction, url: string): Promise<void> {
  if (action === "can-connect-to-database") await runOnce(url, "SELECT 1");
  else if (action === "create-database") await createDatabase(url);
  else await dropDatabase(url);
}

/**
 * Logs a failure in the format that Prisma's command line reads, with the codes and sentences of the native
 * engine.
 */
export function reportFailure(error: unknown, url: string): void {
  logLine(
    "ERROR",
    error instanceof DatabaseFault
      ? { error_code: "P1001", message: messageOfFault(error) }
      : explain(error, url),
  );
}

const MISSING_DATABASE = "3D000";
const EXISTING_DATABASE = "42P04";
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "EAI_AGAIN",
  "57P03",
]);

/**
 * Returns the code and sentence for an error. Codes: https://www.prisma.io/docs/orm/reference/error-reference
 */
function explain(error: unknown, url: string): { error_code: string; message: string } {
  const message = error instanceof Error ? error.message : String(error);
  const code = errorCode(error);
  const { hostname, port } = new URL(url);
  const where = `\`${hostname}:${port || 5432}\``;
  if (code === MISSING_DATABASE) {
    return { error_code: "P1003", message: `Database \`${databaseName(url)}\` does not exist` };
  }
  if (code === EXISTING_DATABASE) {
    return { error_code: "P1009", message: `Database \`${databaseName(url)}\` already exists` };
  }
  if (code.startsWith("28")) {
    return {
      error_code: "P1000",
      message: `Authentication failed against database server at ${where}: ${message}`,
    };
  }
  if (UNREACHABLE.has(code) || /timeout/i.test(message)) {
    return { error_code: "P1001", message: `Can't reach database server at ${where}` };
  }
  return { error_code: code || "P1010", message };
}
