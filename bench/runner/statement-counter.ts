import { startDatabaseProxy } from "@/lib/testing/database/database-proxy";

export interface StatementCounter {
  /** URL of the same database through the counter. */
  url: string;
  /** Returns the number of statements that were sent through it so far. */
  count(): number;
  close(): Promise<void>;
}

/**
 * Starts a proxy that counts the statements of a program: the messages Execute and Query (PostgreSQL manual,
 * "Message Formats").
 */
export async function startStatementCounter(databaseUrl: string): Promise<StatementCounter> {
  let statements = 0;
  const { url, close } = await startDatabaseProxy(databaseUrl, () =>
    messageReader((type) => {
      if (type === "E" || type === "Q") statements++;
    }),
  );
  return { url, close, count: () => statements };
}

/**
 * Splits a stream into messages. A message has its type (missing in the first one, the startup message), its
 * length, which counts itself but not the type, and its body.
 */
function messageReader(onMessage: (type: string) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return;
      if (started) onMessage(String.fromCharCode(rest[0] ?? 0));
      started = true;
      rest = rest.subarray(length);
    }
  };
}
