/**
 * Prisma's and node-postgres' codes for "the database can't answer now": not reachable, too slow, shutting down,
 * starting up, out of connections. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const UNAVAILABLE_CODES = new Set([
  ...["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"],
  ...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "ETIMEDOUT", "EPIPE", "EAI_AGAIN", "EHOSTUNREACH"],
  ...["57P01", "57P02", "57P03", "57014", "25P03", "53300", "08000", "08001", "08003", "08006"],
]);
const UNAVAILABLE_KINDS = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);
/** node-postgres says these only in words. */
const UNAVAILABLE_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error|not queryable/;
const MAX_DEPTH = 5;

/** True when nothing can be said about the data because the database did not answer; false for every other error. */
export function isDatabaseUnavailable(error: unknown): boolean {
  let current = error;
  for (let depth = 0; depth < MAX_DEPTH && current instanceof Error; depth++) {
    if (saysUnavailable(current)) return true;
    current = current.cause;
  }
  return isDriverKind(current);
}

function saysUnavailable(error: Error): boolean {
  if ("code" in error && typeof error.code === "string" && UNAVAILABLE_CODES.has(error.code)) return true;
  if (UNAVAILABLE_WORDS.test(error.message)) return true;
  return "meta" in error && hasDriverError(error.meta);
}

/** Prisma puts the adapter's error under `meta.driverAdapterError`. */
function hasDriverError(meta: unknown): boolean {
  return (
    typeof meta === "object" &&
    meta !== null &&
    "driverAdapterError" in meta &&
    isDatabaseUnavailable(meta.driverAdapterError)
  );
}

/** The adapter describes its errors by a plain object with a `kind`. */
function isDriverKind(cause: unknown): boolean {
  if (typeof cause !== "object" || cause === null) return false;
  if ("kind" in cause && typeof cause.kind === "string" && UNAVAILABLE_KINDS.has(cause.kind)) return true;
  return "originalCode" in cause && typeof cause.originalCode === "string" && UNAVAILABLE_CODES.has(cause.originalCode)
    ? true
    : "code" in cause && typeof cause.code === "string" && UNAVAILABLE_CODES.has(cause.code);
}
