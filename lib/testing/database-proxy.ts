import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** `passing`: as if it were not there. `silent`: connected, and nothing comes through. */
type Mode = "passing" | "silent";

export interface DatabaseProxy {
  /** Of the same database, through the proxy. */
  url: string;
  set(mode: Mode): void;
  close(): Promise<void>;
}

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
  const sockets = new Set<Socket>();
  let mode: Mode = "passing";

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    client.on("data", listenTo());
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on("data", (chunk) => mode === "passing" && to.write(chunk));
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port is free");
  const through = new URL(databaseUrl);
  through.host = `127.0.0.1:${address.port}`;

  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: through.href,
    set(next) {
      // What was lost in the silence can't be given back: those connections are cut.
      if (mode === "silent") cutAll();
      mode = next;
    },
    async close() {
      server.close();
      cutAll();
      await once(server, "close");
    },
  };
}
