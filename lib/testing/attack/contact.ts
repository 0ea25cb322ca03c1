import { setTimeout as sleep } from "node:timers/promises";
import { drained, headOf, noteAnswers } from "./raw";
import { type Scene, upTo } from "./scene";

const BODY = '{"active":true}';
/** Requests that a connection sends at once. */
const BATCH = 50;
const BETWEEN_MS = 100;

/** Sends contact of one session on many connections, in batches that do not wait for answers. */
export async function floodContact(scene: Scene): Promise<void> {
  const { job } = scene;
  const headers = {
    cookie: job.secretary.cookie,
    "content-type": "application/json",
    "content-length": String(BODY.length),
    "sec-fetch-site": "same-origin",
  };
  const batch = `${headOf("POST", "/api/contact", headers)}${BODY}`.repeat(BATCH);
  let batches = 0;
  const sending = upTo(job.small ? 5 : 20).map(async () => {
    while (!scene.isOver()) {
      const socket = await scene.connect(job.office);
      if (!socket) {
        await sleep(BETWEEN_MS);
        continue;
      }
      noteAnswers(scene, socket, "POST /api/contact");
      while (!scene.isOver() && !socket.destroyed) {
        batches++;
        if (!socket.write(batch)) await drained(scene, socket);
        await sleep(BETWEEN_MS);
      }
    }
  });
  await Promise.all(sending);
  scene.result.facts.push(`${batches} batches of ${BATCH}`);
}
