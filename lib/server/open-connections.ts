import type { Socket } from "node:net";
import { canonicalAddress, widestNetwork } from "@/lib/http/client-address";
import { isBusy } from "@/lib/server/request-turns";

export interface OpenConnections {
  /**
   * Adds a connection, which leaves by itself when it closes. When there are too many, the network that has
   * most of those of strangers loses one: an idle one if there is one, and of these the oldest. So a flood
   * takes places from strangers, and an office behind one address does not need a limit that fits it. A
   * network of users that has more than half of all places loses one first.
   *
   * @returns whether a connection was closed
   */
  add(socket: Socket): boolean;
  /** Returns whether no browser of a user has sent a request on an open connection. */
  isOfStranger(socket: Socket): boolean;
  /** Notes that a user's browser has sent a request on a connection: from then on it is no stranger's. */
  noteUser(socket: Socket): void;
}

/** Connections by the network of their client. */
type Group = Map<string, Set<Socket>>;

/**
 * Share of the places that strangers keep. Without it, somebody with one session and many addresses could
 * take all places, and nobody could sign in.
 */
const KEPT_FOR_STRANGERS = 0.1;
/** Share that the users of one network keep, because a whole office may be one address. */
const MOST_OF_ONE_NETWORK = 0.5;

export function makeOpenConnections(max: number): OpenConnections {
  const [strangers, users]: [Group, Group] = [new Map(), new Map()];
  /** A closed socket no longer knows the address of its client. */
  const places = new Map<Socket, { group: Group; network: string }>();
  let ofUsers = 0;

  function put(socket: Socket, group: Group, network: string): void {
    group.set(network, (group.get(network) ?? new Set()).add(socket));
    places.set(socket, { group, network });
    if (group === users) ofUsers++;
  }

  function remove(socket: Socket): void {
    const place = places.get(socket);
    if (!place) return; // closed by this limit
    const { group, network } = place;
    const sockets = group.get(network);
    sockets?.delete(socket);
    if (sockets?.size === 0) group.delete(network);
    places.delete(socket);
    if (group === users) ofUsers--;
  }

  function chooseLoser(): Set<Socket> {
    const [ofStrangers, ofNetwork] = [places.size - ofUsers, largestOf(users)];
    const isFair = ofNetwork.size <= max * MOST_OF_ONE_NETWORK;
    return isFair && ofStrangers > Math.max(1, max * KEPT_FOR_STRANGERS) ? largestOf(strangers) : ofNetwork;
  }

  return {
    add(socket) {
      put(socket, strangers, networkOf(socket));
      socket.once("close", () => remove(socket));
      if (places.size <= max) return false;
      const excess = leastUseful(chooseLoser()) ?? socket;
      remove(excess);
      excess.destroy();
      return true;
    },
    isOfStranger: (socket) => places.get(socket)?.group === strangers,
    noteUser(socket) {
      const place = places.get(socket);
      if (place?.group !== strangers) return;
      remove(socket);
      put(socket, users, place.network);
    },
  };
}

function networkOf({ remoteAddress }: Socket): string {
  // A /48 has 65 536 of the networks that the throttle counts by.
  const address = canonicalAddress(remoteAddress ?? "");
  return address ? widestNetwork(address) : ""; // the client has gone
}

function largestOf(group: Group): Set<Socket> {
  let largest = new Set<Socket>();
  for (const sockets of group.values()) if (sockets.size > largest.size) largest = sockets;
  return largest;
}

/** @returns the oldest idle connection, or the oldest of all; a set keeps the order in which they came */
function leastUseful(sockets: Set<Socket>): Socket | undefined {
  for (const socket of sockets) if (!isBusy(socket)) return socket;
  const [oldest] = sockets;
  return oldest;
}
