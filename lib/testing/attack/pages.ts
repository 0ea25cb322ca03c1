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
  await repeat(scene, [{ method: "HEAD", ...(await findLongList(scene)) }]);
}

/** Requests a long list like Next's router before a link is followed, in ways that our pages do not use. */
export async function prefetch(scene: Scene): Promise<void> {
  const kinds = [{ "next-router-prefetch": "2" }, { "next-router-prefetch": "3" }];
  const requests = [];
  for (const kind of kinds) requests.push({ method: "GET", ...(await findLongList(scene, kind)) });
  await repeat(scene, requests);
}

async function repeat(scene: Scene, requests: Parameters<Scene["send"]>[1][]): Promise<void> {
  const { job } = scene;
  await floodInLoop(scene, job.small ? 3 : 20, async (n) => {
    const address = job.elsewhere[n % job.elsewhere.length] ?? "";
    const request = requests[n % requests.length];
    if (request) scene.note(await scene.send(address, request), "a page for the router");
  });
}

/** Returns the request of a long list by Next's router, which reaches the page. */
async function findLongList(scene: Scene, others: Record<string, string> = {}) {
  const headers = { ...BY_ROUTER, cookie: scene.job.administrator.cookie, ...others };
  const { office } = scene.job;
  const path = (await findForRouter(scene, office, LONG_LIST, headers)) ?? LONG_LIST;
  const reply = await scene.send(office, { method: "GET", path, headers });
  const type = reply?.headers["content-type"];
  if (type !== "text/x-component") scene.fault(`the router would get ${type} (${reply?.status})`);
  return { path, headers };
}
