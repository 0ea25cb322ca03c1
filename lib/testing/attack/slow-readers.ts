import { setTimeout as sleep } from "node:timers/promises";
import { headOf } from "./raw";
import { type Scene, upTo } from "./scene";

const READ_EVERY_MS = 500;
/** Bytes that a slow reader takes each time. */
const SIP = 256;

/** Requests large answers and streams. Half of the readers take a few bytes a second, the others none. */
export async function readSlowly(scene: Scene): Promise<void> {
  const { job } = scene;
  const admin = { cookie: job.administrator.cookie };
  const staff = { cookie: job.secretary.cookie };
  const wanted: [path: string, headers: Record<string, string>][] = [
    ["/admin/users?pageSize=100", admin],
    [job.chunk, {}],
    ["/api/me/export?format=csv", staff],
    ["/api/live", staff],
  ];
  const opened = upTo(job.small ? 40 : 200).map(async (n) => {
    const socket = await scene.connect(job.elsewhere[n % job.elsewhere.length] ?? "");
    if (!socket) return;
    socket.pause();
    const [path, headers] = wanted[n % wanted.length] ?? ["/", {}];
    socket.write(headOf("GET", path, headers));
    const sips = Math.floor(n / wanted.length) % 2 === 0;
    while (!scene.isOver() && !socket.destroyed) {
      await sleep(READ_EVERY_MS);
      if (sips) socket.read(SIP);
    }
  });
  await Promise.all(opened);
  scene.result.facts.push(`${opened.length} readers`);
}
