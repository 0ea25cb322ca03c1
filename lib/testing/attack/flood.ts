import { setTimeout as sleep } from "node:timers/promises";
import { type Scene, upTo } from "./scene";

/** Pause between two volleys of a flood at a rate. */
const VOLLEY_MS = 50;
/** Requests of a flood at a rate that wait for their answer at most. */
const MAX_WAITING = 300;

/** Sends so many requests a second, whether they are answered or not, until the attack is over. */
export async function floodAtRate(scene: Scene, perSecond: number, shoot: (n: number) => Promise<void>) {
  const began = performance.now();
  let waiting = 0;
  let sent = 0;
  while (!scene.isOver()) {
    const due = ((performance.now() - began) / 1000) * perSecond;
    for (; sent < due && waiting < MAX_WAITING; sent++) {
      waiting++;
      void shoot(sent).finally(() => waiting--);
    }
    await sleep(VOLLEY_MS);
  }
}

/** Sends each of so many different requests at least once, then again until the attack is over. */
export async function sendInTurn(
  scene: Scene,
  { loops, different }: { loops: number; different: number },
  shoot: (n: number) => Promise<void>,
) {
  await Promise.all(
    upTo(loops).map(async (loop) => {
      for (let n = loop; n < different ? !scene.isLate() : !scene.isOver(); n += loops)
        await shoot(n % different);
    }),
  );
  if (scene.isLate()) scene.fault("not all of its requests could be sent in time");
}

/** Keeps so many requests in progress until the attack is over. */
export async function floodInLoop(scene: Scene, loops: number, shoot: (n: number) => Promise<void>) {
  await Promise.all(
    upTo(loops).map(async (loop) => {
      for (let n = loop; !scene.isOver(); n += loops) await shoot(n);
    }),
  );
}
