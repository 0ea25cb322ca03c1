import type { Socket } from "node:net";
import { canonicalAddress, type TrustedProxy, widestNetwork } from "@/lib/http/client-address";
import { makePlaces } from "@/lib/places";
import { isBusy } from "@/lib/server/request-turns";

export interface OpenConnections {
  /**
   * Adds a connection, which leaves by itself when it closes. When there are too many, the network that has
   * most of those of strangers loses one: an idle one if there is one, and of these the oldest. So a flood
   * takes places from strangers, and an office behind one address does not need a limit that fits it. A
   * network of users that has more than half of all places loses one first, unless it is the proxies.
   *
   * @returns whether a connection was closed
   */
  add(socket: Socket): boolean;
  /** Returns whether no browser of a user has sent a request on an open connection. */
  isOfStranger(socket: Socket): boolean;
  /**
   * Notes that a user's browser has sent a request on a connection: from then on it is no stranger's, unless
   * this browser has many already.
   */
  noteUser(socket: Socket, browser: string): void;
}

/** Connections by the network of their client. */
type Group = Map<string, Set<Socket>>;

/**
 * Share of the places that strangers keep. Without it, somebody with many sessions and addresses could take
 * all places, and nobody could sign in.
 */
const KEPT_FOR_STRANGERS = 0.1;
/** Share that the users of one network keep, because a whole office may be one address. */
const MOST_OF_ONE_NETWORK = 0.5;
/**
 * Connections of one browser that count as a user's. A browser opens six; with a copy of its cookie, somebody
 * with many addresses would make any number of connections look like those of users.
 */
const MAX_OF_BROWSER = 64;
/** The network of all trusted proxies: users and strangers share their connections. */
const PROXIES = "proxies";

interface Place {
  group: Group;
  network: string;
  /** Gives back the place of its browser; null for a stranger's. */
  leaveBrowser: (() => void) | null;
}

/** @param isTrusted - whether an address is one of a proxy */
export function makeOpenConnections(max: number, isTrusted: TrustedProxy): OpenConnections {
  const [strangers, users]: [Group, Group] = [new Map(), new Map()];
  /** A closed socket no longer knows the address of its client. */
  const places = new Map<Socket, Place>();
  const takeOfBrowser = makePlaces();
  let ofUsers = 0;

  function put(socket: Socket, network: string, leaveBrowser: Place["leaveBrowser"] = null): void {
    const group = leaveBrowser ? users : strangers;
    group.set(network, (group.get(network) ?? new Set()).add(socket));
    places.set(socket, { group, network, leaveBrowser });
    if (group === users) ofUsers++;
  }

  function remove(socket: Socket): void {
    const place = places.get(socket);
    if (!place) return; // closed by this limit
    const { group, network, leaveBrowser } = place;
    leaveBrowser?.();
    const sockets = group.get(network);
    sockets?.delete(socket);
    if (sockets?.size === 0) group.delete(network);
    places.delete(socket);
    if (group === users) ofUsers--;
  }

  return {
    add(socket) {
      put(socket, networkOf(socket, isTrusted));
      socket.once("close", () => remove(socket));
      if (places.size <= max) return false;
      const loser = chooseNetwork({ strangers, users }, max, places.size - ofUsers);
      const excess = leastUseful(loser) ?? socket;
      remove(excess);
      excess.destroy();
      return true;
    },
    isOfStranger: (socket) => places.get(socket)?.group === strangers,
    noteUser(socket, browser) {
      const place = places.get(socket);
      const leaveBrowser = place?.group === strangers && takeOfBrowser({ [browser]: MAX_OF_BROWSER });
      if (!leaveBrowser) return;
      remove(socket);
      put(socket, place.network, leaveBrowser);
    },
  };
}

/** Returns the connections of the network that loses one. */
function chooseNetwork(
  { strangers, users }: { strangers: Group; users: Group },
  max: number,
  ofStrangers: number,
): Set<Socket> {
  const ofUsers = largestOf(users);
  const isFair = ofUsers.size <= max * MOST_OF_ONE_NETWORK || ofUsers === users.get(PROXIES);
  // One of the strangers is the connection that was just added: a small server is not to close each new one.
  return isFair && ofStrangers > Math.max(1, max * KEPT_FOR_STRANGERS) ? largestOf(strangers) : ofUsers;
}

function networkOf({ remoteAddress = "" }: Socket, isTrusted: TrustedProxy): string {
  const address = canonicalAddress(remoteAddress);
  if (!address) return ""; // the client has gone
  // A /48 has 65 536 of the networks that the throttle counts by.
  return isTrusted(address, 0) ? PROXIES : widestNetwork(address);
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
