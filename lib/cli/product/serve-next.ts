import { createServer } from "node:http";
import { captureOutput } from "@/lib/cli/product/capture-output";
import type { Env } from "@/lib/env";
import { trustProxies } from "@/lib/http/client-address";

/**
 * Next in this very process, so that handlers, pages, middleware and the server share `globalThis`. Loaded only now:
 * Next, React and the application read the environment when they are imported.
 *
 * @returns stops it
 */
export async function serveNext(development: boolean, env: Env): Promise<() => Promise<void>> {
  const { default: next } = await import("next");
  const { startServer } = await import("@/lib/server/server");
  const { SERVER_ROUTES } = await import("@/lib/cli/product/server-routes");
  // Next listens for upgrades on the server that it is given, else on the one it meets. Its reloading needs them; in production
  // they would pass our server's rules, so there it gets a server that nobody reaches.
  const httpServer = development ? undefined : createServer();
  const app = next({ dev: development, dir: process.cwd(), port: env.port, httpServer });
  await captureOutput(() => app.prepare());
  const server = await startServer({
    port: env.port,
    https: env.appUrl.startsWith("https:"),
    isTrusted: trustProxies(env.trustedProxies),
    routes: SERVER_ROUTES,
    handle: app.getRequestHandler(),
  });
  return async () => {
    await server.close();
    await app.close();
  };
}
