import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { drained, headOf, noteAnswers } from "./raw";
import { type Scene, upTo } from "./scene";

/** Last bytes that are never sent. */
const WITHHELD = 10;
const PIECE = Buffer.alloc(64 * 1024, "a");
/** Paths, with the length of a body. The server waits for a body of the last length. */
const FORMS: [path: string, length: number][] = [
  ["/login", 9_900_010],
  ["/admin", 9_900_010],
  ["/api/auth/callback/credentials", 9_900_010],
  ["/api/preferences", WITHHELD],
];

/** Announces bodies on many connections, and sends all but their last bytes. */
export async function withholdBodies(scene: Scene): Promise<void> {
  const { job } = scene;
  let sent = 0;
  const connections = upTo(job.small ? 60 : 100).map(async (n) => {
    const socket = await scene.connect(job.elsewhere[n % job.elsewhere.length] ?? "");
    const [path, length] = FORMS[n % FORMS.length] ?? ["/login", WITHHELD];
    if (!socket) return scene.note(null, path);
    noteAnswers(scene, socket, `POST ${path}`);
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(length),
      "sec-fetch-site": "same-origin",
    };
    socket.write(headOf("POST", path, headers));
    const taken = await sendBody(scene, socket, length - WITHHELD);
    sent += taken;
  });
  await Promise.all(connections);
  while (!scene.isOver()) await sleep(100);
  scene.result.facts.push(`${(sent / 1e6).toFixed(0)} MB of bodies were accepted`);
}

/** Sends the body as fast as the server takes it, also beyond the end. Returns the bytes that it took. */
async function sendBody(scene: Scene, socket: Socket, length: number): Promise<number> {
  let left = length;
  while (left > 0 && !socket.destroyed && !scene.isLate()) {
    const piece = PIECE.subarray(0, left);
    left -= piece.length;
    if (!socket.write(piece)) await drained(scene, socket);
  }
  return length - left - socket.writableLength;
}
