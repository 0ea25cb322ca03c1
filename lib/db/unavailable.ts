import { z } from "zod";

/**
 * Error codes of Prisma, its adapter, Node.js and PostgreSQL that mean "the database can't answer now": it is
 * not reachable, too slow, starting or stopping, has no free connection, memory or disk, refuses the login,
 * is read-only, or another transaction holds a lock.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html and
 * https://www.prisma.io/docs/orm/reference/error-reference
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
/** Messages of node-postgres for errors that have no code. */
const UNAVAILABLE_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error|not queryable/;
/** Bound for nested errors, which may contain themselves. */
const MAX_DEPTH = 6;

/** An error or a value inside one: its codes, its message and the errors in it. */
const Layer = z.object({
  code: z.unknown(),
  originalCode: z.unknown(),
  kind: z.unknown(),
  message: z.unknown(),
  cause: z.unknown(),
  meta: z.unknown(),
  driverAdapterError: z.unknown(),
});

/**
 * Returns whether an error means that the database did not answer, so that nothing is known about the data.
 * Any other error is false. It looks at the error and at the errors inside it.
 */
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
