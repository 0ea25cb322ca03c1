import { PrismaPg } from "@prisma/adapter-pg";
import { Connection } from "@/lib/db/connection";
import { Prisma, PrismaClient } from "@/lib/db/generated/client";
import { errorCode } from "@/lib/error-code";
import { log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";
import { onShutdown } from "@/lib/shutdown";

/** Inside `prisma.$transaction`. */
export type Transaction = Prisma.TransactionClient;

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 2_000;
/** Less than a transaction may take: it ends in order when somebody holds a row for long. */
const LOCK_TIMEOUT_MS = 4_000;
/** The server gives up first, and the connection is as good as before. */
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
      // Without listeners, a connection that the server cuts would end the process.
      onPoolError: noteLostConnection,
      onConnectionError: noteLostConnection,
      statementNameGenerator: ({ sql }) => nameStatement(sql),
    },
  );
  const client = new PrismaClient({ adapter, errorFormat: "minimal" }); // no values of queries in its messages
  onShutdown(() => client.$disconnect());
  return client;
}

function noteLostConnection(error: Error): void {
  log.warn({ event: "database.connection_lost", code: errorCode(error) || undefined });
}

/** Same SQL, same name: PostgreSQL parses it once per connection. Prisma's SQL has no literals, so names are few. */
const statementNames = new Map<string, string>();
const MAX_STATEMENT_NAMES = 500;

function nameStatement(sql: string): string {
  const known = statementNames.get(sql);
  if (known) return known;
  if (statementNames.size >= MAX_STATEMENT_NAMES) return "";
  const name = `konekte_${statementNames.size}`;
  statementNames.set(sql, name);
  return name;
}

/** The one client of this process; it connects at the first query. */
export const prisma: PrismaClient = processWide("prisma", createClient);

export { Prisma };
