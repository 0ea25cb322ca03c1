import type { Scene } from "./scene";

/** Header by which Next's router requests a page without its frame. */
export const BY_ROUTER = { rsc: "1" };

/**
 * Requests a page like Next's router, and returns the address to which Next redirects, where the page is. It
 * depends on the headers. Returns null when there is no redirect.
 */
export async function findForRouter(
  scene: Scene,
  address: string,
  path: string,
  headers: Record<string, string>,
): Promise<string | null> {
  const reply = await scene.send(address, { method: "GET", path, headers: { ...headers, ...BY_ROUTER } });
  scene.note(reply, `a page for the router, ${path}`);
  const to = reply?.headers.location ?? "";
  if (!to.includes("_rsc")) return null;
  const { pathname, search } = new URL(to, "http://localhost");
  return pathname + search;
}
