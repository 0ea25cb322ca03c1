import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { findPort } from "@/lib/db/embedded/address";

const LOOPBACK = "127.0.0.1";

/**
 * Returns the port of the last start when it is free, so that the address stays the same. Otherwise it
 * chooses a free port and writes it to the file.
 *
 * @param file - with the port in decimal
 */
export async function choosePort(file: string): Promise<number> {
  const remembered = findPort(file);
  if (remembered && (await tryListen(remembered))) return remembered;
  const port = (await tryListen(0)) ?? 0;
  await writeFile(file, `${port}\n`);
  return port;
}

/**
 * Listens on a port for a moment.
 *
 * @param port - 0: any free port
 * @returns the port; null when it is taken
 */
function tryListen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : null));
    });
  });
}
