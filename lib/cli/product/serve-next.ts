import { createServer } from "node:http";
import { captureOutput } from "@/lib/cli/product/capture-output";
import { logConsole } from "@/lib/cli/product/console-to-log";
import type { Env } from "@/lib/env";
import { trustProxies } from "@/lib/http/client-address";

/**
 * Starts Next and our HTTP server in this process, so that handlers, pages, middleware and the server share
 * `globalThis`. The imports are dynamic because Next, React and the application read the environment when
 * they are imported.
 *
 * @returns a function that stops both
 */
export async function serveNext(development: boolean, env: Env): Promise<() => Promise<void>> {
  const { default: next } = await import("next");
  const { startServer } = await import("@/lib/server/server");
  const { connectionLimits } = await import("@/lib/server/connection-limits");
  const { inTurns } = await import("@/lib/server/in-turns");
  const { browserOf } = await import("@/lib/auth/sign-in/browser-of");
  const { sharedTurnsOf } = await import("@/lib/cli/product/shared-turns");
  const { SERVER_GATES, SERVER_ROUTES } = await import("@/lib/cli/product/server-routes");
  // Next handles upgrade requests on the server that it is given, or else on the one of its first request.
  // Reloading in development needs them. In production they would bypass the rules of our server, so Next
  // gets a server there that never listens.
  const httpServer = development ? undefined : createServer();
  const app = next({ dev: development, dir: process.cwd(), port: env.port, httpServer });
  await captureOutput(() => app.prepare());
  if (!development) logConsole();
  const server = await startServer({
    port: env.port,
    https: env.appUrl.startsWith("https:"),
    development,
    limits: connectionLimits(),
    browserOf,
    isTrusted: trustProxies(env.trustedProxies),
    routes: SERVER_ROUTES,
    gates: SERVER_GATES,
    handle: inTurns(app.getRequestHandler(), sharedTurnsOf),
  });
  return async () => {
    await server.close();
    await app.close();
  };
}
