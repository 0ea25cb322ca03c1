import { setTimeout as sleep } from "node:timers/promises";
import { headOf } from "./raw";
import { type Scene, upTo } from "./scene";

const REQUESTS = 800;
/** Time for the server to begin its answers, before the connections close. */
const OPEN_MS = 1_000;
const BETWEEN_MS = 4_000;

/** Writes many requests on each connection, reads no answer, and closes or leaves it open. */
export function pipeline(thenClose: boolean) {
  return async (scene: Scene): Promise<void> => {
    const { job } = scene;
    const bytes = headOf("GET", job.chunk, {}).repeat(REQUESTS);
    let written = 0;
    do {
      const connections = upTo(job.small ? 10 : 25);
      const sockets = await Promise.all(connections.map(() => scene.connect(job.elsewhere[0] ?? "")));
      for (const socket of sockets) {
        if (!socket) continue;
        socket.pause().write(bytes);
        written++;
      }
      await sleep(Math.min(OPEN_MS, job.durationMs));
      if (thenClose) for (const socket of sockets) socket?.destroy();
      await sleep(Math.min(BETWEEN_MS, job.durationMs - OPEN_MS));
    } while (thenClose && !scene.isOver());
    while (!scene.isOver()) await sleep(100);
    scene.result.facts.push(`${written} connections with ${REQUESTS} requests each`);
  };
}
