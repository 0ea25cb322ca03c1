import type { Socket } from "node:net";
import { addressNetwork, canonicalAddress } from "@/lib/http/client-address";
import { isBusy } from "@/lib/server/request-turns";

export interface OpenConnections {
  /**
   * Adds a connection, which leaves by itself when it closes. When there are too many, the address that has
   * most of them loses one: an idle one if there is one, and of these the oldest. So a flood from one address
   * takes its own places, and an office behind one address does not need a limit that fits it.
   *
   * @returns whether a connection was closed
   */
  add(socket: Socket): boolean;
}

export function makeOpenConnections(max: number): OpenConnections {
  const byBlock = new Map<string, Set<Socket>>();
  let count = 0;

  function forget(block: string, socket: Socket): void {
    const sockets = byBlock.get(block);
    if (!sockets?.delete(socket)) return; // closed by this limit
    count--;
    if (sockets.size === 0) byBlock.delete(block);
  }

  return {
    add(socket) {
      const block = blockOf(socket);
      byBlock.set(block, (byBlock.get(block) ?? new Set()).add(socket));
      socket.once("close", () => forget(block, socket));
      count++;
      if (count <= max) return false;
      const [largest, sockets] = largestOf(byBlock);
      const excess = leastUseful(sockets) ?? socket;
      forget(largest, excess);
      excess.destroy();
      return true;
    },
  };
}

function blockOf({ remoteAddress }: Socket): string {
  const address = canonicalAddress(remoteAddress ?? "");
  return address ? addressNetwork(address) : ""; // the client has gone
}

function largestOf(byBlock: Map<string, Set<Socket>>): [string, Set<Socket>] {
  let largest: [string, Set<Socket>] = ["", new Set()];
  for (const entry of byBlock) if (entry[1].size > largest[1].size) largest = entry;
  return largest;
}

/** @returns the oldest idle connection, or the oldest of all; a set keeps the order in which they came */
function leastUseful(sockets: Set<Socket>): Socket | undefined {
  for (const socket of sockets) if (!isBusy(socket)) return socket;
  const [oldest] = sockets;
  return oldest;
}
