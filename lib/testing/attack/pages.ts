import { cutInLoop } from "./cut-in-loop";
import { floodInLoop } from "./flood";
import { headOf } from "./raw";
import { pick, type Scene } from "./scene";

/** Addresses that strangers may open. The last is the page of an address that does not exist. */
const OPEN_PATHS = ["/login", "/activate", "/api/none"];

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
  const { job } = scene;
  const { cookie } = job.administrator;
  const head = headOf("GET", "/admin/users?pageSize=100", { cookie });
  await cutInLoop(scene, job.elsewhere, () => head);
}
