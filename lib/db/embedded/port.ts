import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { findPort } from "@/lib/db/embedded/address";

const LOOPBACK = "127.0.0.1";

/** The remembered port while it is free, else another one, remembered from now on. */
export async function choosePort(file: string): Promise<number> {
  const remembered = findPort(file);
  if (remembered && (await tryListen(remembered))) return remembered;
  const port = (await tryListen(0)) ?? 0;
  await writeFile(file, `${port}\n`);
  return port;
}

/** @returns the port that was free; null when it is taken */
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
