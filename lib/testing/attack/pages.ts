import { cutInLoop } from "./cut-in-loop";
import { floodInLoop } from "./flood";
import { headOf } from "./raw";
import { BY_ROUTER, findForRouter } from "./router";
import { pick, type Scene } from "./scene";

/** Addresses that strangers may open. The last is the page of an address that does not exist. */
const OPEN_PATHS = ["/login", "/activate", "/api/none"];
const LONG_LIST = "/admin/users?pageSize=100";

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
  const { cookie } = scene.job.administrator;
  await cutInLoop(scene, scene.job.elsewhere, headOf("GET", LONG_LIST, { cookie }));
}

/** Does the same like Next's router. */
export async function cutPagesForRouter(scene: Scene): Promise<void> {
  const { path, headers } = await findLongList(scene);
  await cutInLoop(scene, scene.job.elsewhere, headOf("GET", path, headers));
}

/** Requests a long list like Next's router, without its body. */
export async function requestHeads(scene: Scene): Promise<void> {
  const { job } = scene;
  const request = { method: "HEAD", ...(await findLongList(scene)) };
  await floodInLoop(scene, job.small ? 3 : 20, async (n) => {
    const address = job.elsewhere[n % job.elsewhere.length] ?? "";
    scene.note(await scene.send(address, request), "a page for the router by HEAD");
  });
}

async function findLongList(scene: Scene) {
  const { cookie } = scene.job.administrator;
  const path = await findForRouter(scene, scene.job.office, LONG_LIST, { cookie });
  if (!path) scene.fault("Next does not redirect its router, so that the attack may miss the page");
  return { path: path ?? LONG_LIST, headers: { cookie, ...BY_ROUTER } };
}
