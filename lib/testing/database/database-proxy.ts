import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * `passing`: forwards everything. `silent`: keeps connections open and drops all data. `refusing`: resets new
 * connections. `slow`: delays every chunk by 300 ms. `losing-replies`: forwards a COMMIT, drops its reply and
 * closes the connection.
 */
type ProxyMode = "passing" | "silent" | "refusing" | "slow" | "losing-replies";

export interface DatabaseProxy {
  /** Address of the same database through the proxy. */
  url: string;
  /** Changes the mode. Cuts all connections when it refuses from now on, or was silent before. */
  set(mode: ProxyMode): void;
  /** Cuts every connection of the program: `half` sends FIN in its direction only, `reset` sends RST. */
  cut(how: "half" | "reset"): void;
  close(): Promise<void>;
}

const SLOW_MS = 300;
/** Time for the server to execute the COMMIT. */
const COMMIT_MS = 100;

interface Traffic {
  mode: ProxyMode;
  /** Connections of the program. */
  clients: Set<Socket>;
  /** Both sides of every connection. */
  sockets: Set<Socket>;
  /** Clients that have sent a COMMIT whose reply is dropped. */
  unanswered: WeakSet<Socket>;
}

/**
 * Starts a proxy between a program and its PostgreSQL that can break their connections.
 *
 * @param listenTo - called for each connection of the program; the returned function receives each chunk that
 *   the program sends on it
 */
export async function startDatabaseProxy(
  databaseUrl: string,
  listenTo: () => (chunk: Buffer) => void = () => () => {},
): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const traffic: Traffic = {
    mode: "passing",
    clients: new Set(),
    sockets: new Set(),
    unanswered: new WeakSet(),
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (traffic.mode === "refusing") {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({ port: Number(target.port), host: target.hostname, noDelay: true });
    client.setNoDelay();
    for (const side of [client, upstream]) side.on("close", () => traffic.clients.delete(client));
    traffic.clients.add(client);
    client.on("data", listenTo());
    relay(client, upstream, traffic);
    relay(upstream, client, traffic);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port is free");
  const through = new URL(databaseUrl);
  through.host = `127.0.0.1:${address.port}`;

  const cutAll = () => {
    for (const socket of traffic.sockets) socket.destroy();
  };
  return {
    url: through.href,
    set(next) {
      // Data dropped in silence is lost, so the connections are no longer usable.
      if (traffic.mode === "silent" || next === "refusing") cutAll();
      traffic.mode = next;
    },
    cut(how) {
      for (const client of traffic.clients) {
        if (how === "half") client.end();
        else client.resetAndDestroy();
      }
    },
    async close() {
      server.close();
      cutAll();
      await once(server, "close");
    },
  };
}

/** Forwards one direction of a connection, in order. Closes the other side when this side closes. */
function relay(from: Socket, to: Socket, traffic: Traffic): void {
  traffic.sockets.add(from);
  let last = Promise.resolve(); // each chunk waits for the one before
  from.on("data", (chunk) => {
    last = last.then(() => pass(chunk, from, to, traffic));
  });
  from.on("end", () => {
    last = last.then(() => void to.end());
  });
  from.on("error", () => to.destroy());
  from.on("close", () => {
    traffic.sockets.delete(from);
    to.destroy();
  });
}

async function pass(chunk: Buffer, from: Socket, to: Socket, traffic: Traffic): Promise<void> {
  if (traffic.mode === "silent" || traffic.unanswered.has(to)) return;
  if (traffic.mode === "slow") await sleep(SLOW_MS);
  if (to.writable) to.write(chunk);
  if (traffic.mode !== "losing-replies" || !traffic.clients.has(from) || !chunk.includes("COMMIT")) return;
  traffic.unanswered.add(from);
  setTimeout(() => from.destroy(), COMMIT_MS);
}
