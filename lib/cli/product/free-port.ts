import { createServer } from "node:net";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";

/**
 * Checks that the port is free. It is called before the build and the database, because those take seconds.
 *
 * @throws Refusal when another program listens on the port, or the system forbids listening on it
 */
export function requireFreePort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      const key = error.code === "EADDRINUSE" ? "port_taken" : "port_forbidden";
      reject(new Refusal(t(key, { port: String(port), reason: error.code ?? "" })));
    });
    server.listen({ port, exclusive: true }, () => server.close(() => resolve()));
  });
}
