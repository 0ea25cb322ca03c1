import { createServer } from "node:net";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";

/**
 * Asked before anything else is done, since the build and the database take seconds.
 *
 * @throws Refusal when another program listens there, or the system does not let us
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
