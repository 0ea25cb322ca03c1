import { z } from "zod";

/**
 * What Prisma, its adapter, node-postgres, Node and PostgreSQL call "the database can't answer now": not reachable, too slow,
 * starting, stopping, out of connections, closed to us, held by somebody else. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const UNAVAILABLE = new Set([
  ...["P1000", "P1001", "P1002", "P1008", "P1010", "P1017", "P2024", "P2028"],
  ...["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"],
  ...["AuthenticationFailed", "DatabaseAccessDenied", "DatabaseDoesNotExist"],
  ...[
    "ECONNREFUSED",
    "ECONNRESET",
    "ENOTFOUND",
    "ETIMEDOUT",
    "EPIPE",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ECONNABORTED",
  ],
  ...[
    "08000",
    "08001",
    "08003",
    "08004",
    "08006",
    "08007",
    "25006",
    "25P03",
    "28000",
    "28P01",
    "3D000",
    "53100",
    "53200",
    "53300",
    "53400",
    "55000",
    "55P03",
  ],
  ...["57014", "57P01", "57P02", "57P03", "57P04", "57P05"],
]);
/** node-postgres says these only in words. */
const UNAVAILABLE_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error|not queryable/;
const MAX_DEPTH = 6;

/** An error, or what one carries: codes of its own, and errors within. */
const Layer = z.object({
  code: z.unknown(),
  originalCode: z.unknown(),
  kind: z.unknown(),
  message: z.unknown(),
  cause: z.unknown(),
  meta: z.unknown(),
  driverAdapterError: z.unknown(),
});

/** True when nothing can be said about the data because the database did not answer; false for every other error. */
export function isDatabaseUnavailable(error: unknown, depth = 0): boolean {
  const layer = Layer.partial().safeParse(error);
  if (!layer.success || depth > MAX_DEPTH) return false;
  const { code, originalCode, kind, message, cause, meta, driverAdapterError } = layer.data;
  return (
    [code, originalCode, kind].some((name) => typeof name === "string" && UNAVAILABLE.has(name)) ||
    (typeof message === "string" && UNAVAILABLE_WORDS.test(message)) ||
    [cause, meta, driverAdapterError].some((inner) => isDatabaseUnavailable(inner, depth + 1))
  );
}
