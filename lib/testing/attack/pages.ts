import { setTimeout as sleep } from "node:timers/promises";
import { floodInLoop } from "./flood";
import { headOf } from "./raw";
import { pick, type Scene } from "./scene";

/** Addresses that strangers may open. The last is the page of an address that does not exist. */
const OPEN_PATHS = ["/login", "/activate", "/api/none"];
/** Time after which a request is cut: its page is being made. */
const CUT_AFTER_MS = { least: 20, most: 60 };

/** Returns an attack that requests pages as a stranger. */
export function floodPages(from: "office" | "elsewhere"): (scene: Scene) => Promise<void> {
  return (scene) => {
    const { job, random } = scene;
    return floodInLoop(scene, job.small ? 20 : 100, async () => {
      const address = from === "office" ? job.office : pick(job.elsewhere, random);
      const path = pick(OPEN_PATHS, random);
      scene.note(await scene.send(address, { method: "GET", path, headers: {} }), path);
    });
  };
}

/** Requests a long list again and again, and cuts each request while its page is being made. */
export async function cutPages(scene: Scene): Promise<void> {
  const { job, random } = scene;
  const { cookie } = job.administrator;
  const { least, most } = CUT_AFTER_MS;
  let cut = 0;
  await floodInLoop(scene, job.small ? 3 : 20, async (n) => {
    const socket = await scene.connect(job.elsewhere[n % job.elsewhere.length] ?? "");
    if (socket) cut++;
    socket?.write(headOf("GET", "/admin/users?pageSize=100", { cookie }));
    await sleep(least + random() * (most - least));
    socket?.destroy();
  });
  if (cut === 0) scene.fault("no request could be sent");
  scene.result.facts.push(`${cut} requests cut`);
}
