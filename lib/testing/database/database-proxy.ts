import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * `passing`: as if it were not there. `silent`: connected, and nothing comes through. `refusing`: nobody gets a connection. `slow`: every word
 * takes its time. `losing-replies`: what is committed is committed, but whoever asked for it hears nothing of it.
 */
type ProxyMode = "passing" | "silent" | "refusing" | "slow" | "losing-replies";

export interface DatabaseProxy {
  /** Of the same database, through the proxy. */
  url: string;
  set(mode: ProxyMode): void;
  /** Ends every connection of the program: `half` says so on its side only, `reset` without a goodbye. */
  cut(how: "half" | "reset"): void;
  close(): Promise<void>;
}

const SLOW_MS = 300;
/** For the server to do what it was asked. */
const COMMIT_MS = 100;

/**
 * Stands between a program and its PostgreSQL, to take its words away and give them back.
 *
 * @param listenTo - called for each connection of the program; what it returns hears what the program says there
 */
export async function startDatabaseProxy(
  databaseUrl: string,
  listenTo: () => (chunk: Buffer) => void = () => () => {},
): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const clients = new Set<Socket>();
  const sockets = new Set<Socket>();
  const unheard = new WeakSet<Socket>();
  let mode: ProxyMode = "passing";

  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (mode === "refusing") {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({ port: Number(target.port), host: target.hostname, noDelay: true });
    client.setNoDelay();
    clients.add(client);
    client.on("data", listenTo());
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      let turn = Promise.resolve(); // what came first goes first
      from.on("data", (chunk) => {
        turn = turn.then(() => pass(chunk, from, to));
      });
      from.on("end", () => {
        turn = turn.then(() => void to.end());
      });
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        clients.delete(client);
        to.destroy();
      });
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port is free");
  const through = new URL(databaseUrl);
  through.host = `127.0.0.1:${address.port}`;

  async function pass(chunk: Buffer, from: Socket, to: Socket): Promise<void> {
    if (mode === "silent" || unheard.has(to)) return;
    if (mode === "slow") await sleep(SLOW_MS);
    if (to.writable) to.write(chunk);
    if (mode !== "losing-replies" || !clients.has(from) || !chunk.includes("COMMIT")) return;
    unheard.add(from);
    setTimeout(() => from.destroy(), COMMIT_MS);
  }

  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: through.href,
    set(next) {
      // What was lost in the silence can't be given back: those connections are cut.
      if (mode === "silent" || next === "refusing") cutAll();
      mode = next;
    },
    cut(how) {
      for (const client of clients) {
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
