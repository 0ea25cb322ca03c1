import { createServer } from "node:http";
import { holdOutput } from "@/lib/cli/held-output";
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
  const { startServer } = await import("@/lib/http/server");
  // Given a server, Next listens to it for upgrades, past ours: it gets one that nobody reaches.
  const app = next({ httpServer: createServer(), dev: development, dir: process.cwd(), port: env.port });
  await holdOutput(() => app.prepare());
  const server = await startServer({
    port: env.port,
    https: env.appUrl.startsWith("https:"),
    isTrusted: trustProxies(env.trustedProxies),
    handle: app.getRequestHandler(),
    upgrade: development ? app.getUpgradeHandler() : undefined,
  });
  return async () => {
    await server.close();
    await app.close();
  };
}
