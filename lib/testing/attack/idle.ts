import { setTimeout as sleep } from "node:timers/promises";
import { headOf } from "./raw";
import { type Scene, upTo } from "./scene";

/** Connections that are opened at once. */
const AT_ONCE = 50;

/** Opens connections that send nothing, half a head, or one request and then nothing. */
export async function idle(scene: Scene): Promise<void> {
  const { job } = scene;
  const sent = ["", headOf("GET", "/login", {}).slice(0, -4), headOf("GET", "/icon.svg", {})];
  const count = job.small ? 300 : 2_000;
  let open = 0;
  let closed = 0;
  for (let from = 0; from < count && !scene.isOver(); from += AT_ONCE) {
    await Promise.all(
      upTo(AT_ONCE).map(async (n) => {
        const socket = await scene.connect(job.elsewhere[(from + n) % job.elsewhere.length] ?? "");
        if (!socket) return;
        open++;
        socket.resume().once("close", () => closed++);
        socket.write(sent[n % sent.length] ?? "");
      }),
    );
  }
  while (!scene.isOver()) await sleep(100);
  scene.result.facts.push(`${open} of ${count} connections were accepted, ${closed} closed before the end`);
}
