import { PrismaPg } from "@prisma/adapter-pg";
import { Connection } from "@/lib/db/connection";
import { Prisma, PrismaClient } from "@/lib/db/generated/client";
import { errorCode } from "@/lib/error-code";
import { log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";
import { onShutdown } from "@/lib/shutdown";

/** The client inside `prisma.$transaction`. */
export type Transaction = Prisma.TransactionClient;

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 2_000;
/** Shorter than Prisma's default limit of a transaction (5 s), so PostgreSQL ends the wait first. */
const LOCK_TIMEOUT_MS = 4_000;
/** Shorter than QUERY_TIMEOUT_MS: PostgreSQL cancels the statement first, and the connection stays usable. */
const STATEMENT_TIMEOUT_MS = 9_000;
const QUERY_TIMEOUT_MS = 10_000;

function createClient(): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: process.env.DATABASE_URL,
      max: MAX_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      Client: Connection,
      lock_timeout: LOCK_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      idle_in_transaction_session_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
      application_name: "konekte",
    },
    {
      // Without these listeners, a connection that the server closes would end the process.
      onPoolError: logLostConnection,
      onConnectionError: logLostConnection,
      statementNameGenerator: ({ sql }) => nameStatement(sql),
    },
  );
  // "minimal" keeps the values of queries out of error messages.
  const client = new PrismaClient({ adapter, errorFormat: "minimal" });
  onShutdown(() => client.$disconnect());
  return client;
}

function logLostConnection(error: Error): void {
  log.warn({ event: "database.connection_lost", code: errorCode(error) || undefined });
}

/**
 * Names of prepared statements by their SQL. PostgreSQL parses a named statement once per connection.
 * Prisma's SQL has no literals, so there are few names.
 */
const statementNames = new Map<string, string>();
/** Further statements are sent without a name, so that memory is bounded here and on the server. */
const MAX_STATEMENT_NAMES = 500;

function nameStatement(sql: string): string {
  const known = statementNames.get(sql);
  if (known) return known;
  if (statementNames.size >= MAX_STATEMENT_NAMES) return "";
  const name = `konekte_${statementNames.size}`;
  statementNames.set(sql, name);
  return name;
}

/** The only Prisma client of this process. It connects to DATABASE_URL with the first query. */
export const prisma: PrismaClient = processWide("prisma", createClient);

export { Prisma };
