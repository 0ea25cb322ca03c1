import type { Server } from "node:http";
import type { Socket } from "node:net";
import { z } from "zod";
import type { TrustedProxy } from "@/lib/http/client-address";
import { logRarely } from "@/lib/log-rarely";
import { makeOpenConnections, type OpenConnections } from "@/lib/server/open-connections";
import { isBusy } from "@/lib/server/request-turns";

export interface ConnectionLimits {
  /** Maximum number of open connections. */
  maxOpen: number;
  /** Time after which a client that reads nothing of its answer loses the connection. */
  stalledMs: number;
}

/** Twice as many as the streams that may be open (lib/live/open-streams.ts). */
const MAX_CONNECTIONS = 10_000;
/** Long enough for a phone that loses its network for a minute. A stalled export ends at the same time. */
const STALLED_MS = 120_000;

const Report = z.object({ userLimits: z.object({ open_files: z.object({ soft: z.number() }) }) });

/**
 * Returns the limits of this process. Connections take at most half of the file descriptors that the system
 * allows, so that files and the database still get theirs.
 */
export function connectionLimits(): ConnectionLimits {
  // Else the report would name the host of each connection, and wait for a DNS that does not answer.
  Object.assign(process.report, { excludeNetwork: true }); // not in the types of Node.js 20
  const report = Report.safeParse(process.report.getReport()); // no number when unlimited, or on Windows
  const descriptors = report.success ? report.data.userLimits.open_files.soft : Number.POSITIVE_INFINITY;
  return { maxOpen: Math.min(MAX_CONNECTIONS, Math.floor(descriptors / 2)), stalledMs: STALLED_MS };
}

/**
 * Closes idle and stalled connections of a server, and one for each new one when too many are open.
 *
 * @param isTrusted - whether an address is one of a proxy, which has the connections of all users
 */
export function limitConnections(
  server: Server,
  { maxOpen, stalledMs }: ConnectionLimits,
  isTrusted: TrustedProxy,
): OpenConnections {
  const connections = makeOpenConnections(maxOpen, isTrusted);
  server.on("connection", (socket: Socket) => {
    if (connections.add(socket)) logRarely("warn", { event: "server.full", connections: maxOpen });
  });
  // Node.js restarts this time at each byte that arrives or leaves, so a slow download that proceeds goes on.
  server.setTimeout(stalledMs, closeUnlessWaiting);
  return connections;
}

/**
 * Closes a connection on which nothing happens, unless it waits for a handler that has written nothing to it,
 * or for the next event of a stream.
 */
function closeUnlessWaiting(socket: Socket): void {
  if (!isBusy(socket) || socket.writableLength > 0) socket.destroy();
}
