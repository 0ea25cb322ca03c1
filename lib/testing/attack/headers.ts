import { sendInTurn } from "./flood";
import { headOf, sendAlone } from "./raw";
import { BY_ROUTER, findForRouter } from "./router";
import type { Scene } from "./scene";

const LOOPS = 20;
const KIB = 1024;
const PATHS = ["/login", "/admin", "/me", "/api/auth/csrf", "/api/contact", "/icon.svg"] as const;
/** Requests that only somebody who is signed in may get answered 200. */
const GUARDED = /\/(admin|me)( |$)/;
const METHODS = ["TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "PROPFIND", "CONNECT", "HEAD"] as const;
const OTHER_PATHS = [
  "/_global-error",
  "/_not-found",
  "/_next/data/x/admin.json",
  "/_next/image?url=%2Ficon.svg&w=64&q=75",
  "/_next/static/../../package.json",
  "/%2e%2e/%2e%2e/etc/passwd",
  "/admin%00",
  "/admin/..;/login",
  "*",
  "//evil.example/",
] as const;

/** Headers that only proxies, Next or nobody sends. */
const FORGED: Record<string, string>[] = [
  { "x-forwarded-for": "203.0.113.1, 127.0.0.1", "x-real-ip": "203.0.113.1", forwarded: "for=203.0.113.1" },
  { "x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher", "x-forwarded-port": "-1" },
  { "x-middleware-subrequest": Array(5).fill("middleware").join(":") },
  { "x-middleware-subrequest": Array(5).fill("src/middleware").join(":"), "x-middleware-next": "1" },
  { "x-middleware-rewrite": "/admin", "x-middleware-override-headers": "cookie" },
  { "x-konekte-address": "203.0.113.1", "x-konekte-path": "/admin", "x-nonce": "stolen" },
  { rsc: "1", "next-router-prefetch": "9", "next-router-segment-prefetch": "/../_tree" },
  { rsc: "1", "next-url": "/\u0000admin", "next-hmr-refresh": "1" },
  { "next-action": "0".repeat(42), "content-type": "text/plain;charset=UTF-8" },
  { "x-nextjs-data": "1", "x-matched-path": "/admin", "x-now-route-matches": "1=admin" },
  { "x-invoke-path": "/admin", "x-invoke-status": "200", "x-invoke-error": "{" },
  { "x-prerender-revalidate": "1", "x-next-revalidated-tags": "a", "x-next-resume": "1" },
  { cookie: `konekte.session=${"a".repeat(12 * KIB)}` },
  { cookie: "konekte.session=%; konekte.csrf=%00; konekte.device=..; language=../../etc" },
  { "x-filler": "a".repeat(20 * KIB) },
  Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`x-filler-${n}`, "a"])),
  { "accept-language": "a".repeat(4 * KIB), accept: "/*/" },
  { "accept-encoding": "gzip;q=9, , ;", range: "bytes=9-1,-", "if-none-match": '"' },
  { "content-length": "5", "transfer-encoding": "chunked" },
  { "content-length": "-1" },
  { "transfer-encoding": "chunked, gzip" },
  { connection: "upgrade", upgrade: "websocket", "sec-websocket-key": "a" },
  { expect: "100-continue" },
  { expect: "everything" },
  { "user-agent": "\u001b[2J\u0000" },
];

/** States of a router that Next can't parse. */
const ROUTER_STATES = ["%5B%22", "%zz", "%5B1,2,3%5D", "{}", "a".repeat(8 * KIB)] as const;

/** Sends forged, doubled, malformed and huge headers, and unusual methods and paths. */
export async function forgeHeaders(scene: Scene): Promise<void> {
  const { job } = scene;
  const requests = allRequests(job.port);
  const different = requests.length + ROUTER_STATES.length * PATHS.length;
  await sendInTurn(scene, { loops: LOOPS, different }, async (n) => {
    const address = job.elsewhere[n % job.elsewhere.length] ?? "";
    const request = requests[n];
    if (!request) return sendRouterState(scene, address, n);
    const { about, bytes } = request;
    const statuses = await sendAlone(scene, address, bytes, about);
    if (GUARDED.test(about) && statuses.includes(200)) scene.fault(`nobody was let in by ${about}`);
  });
  scene.result.facts.push(`${different} different requests`);
}

/** Sends a state of a router as Next's client does: to the address to which Next redirects. */
async function sendRouterState(scene: Scene, address: string, n: number): Promise<void> {
  const path = PATHS[n % PATHS.length] ?? "/login";
  const state = ROUTER_STATES[n % ROUTER_STATES.length] ?? "";
  const headers = { ...BY_ROUTER, "next-router-state-tree": state };
  const to = await findForRouter(scene, address, path, headers);
  if (!to) return;
  scene.note(await scene.send(address, { method: "GET", path: to, headers }), `a router state at ${path}`);
}

function allRequests(port: number): { about: string; bytes: string }[] {
  const close = { host: `localhost:${port}`, connection: "close" };
  const made = (method: string, path: string, headers: Record<string, string> = {}) => ({
    about: `${method} ${path} ${Object.keys(headers).slice(0, 3).join(" ")}`.trim(),
    bytes: headOf(method, path, { ...close, ...headers }),
  });
  const ofPath = (path: string) => [
    ...METHODS.map((method) => made(method, path)),
    ...FORGED.flatMap((headers) => [made("GET", path, headers), made("POST", path, headers)]),
    {
      about: `GET ${path} with two hosts`,
      bytes: headOf("GET", path, { ...close, Host: "evil.example" }),
    },
    { about: `GET ${path} without a host`, bytes: `GET ${path} HTTP/1.1\r\nconnection: close\r\n\r\n` },
    { about: `GET ${path} in HTTP/1.0`, bytes: `GET ${path} HTTP/1.0\r\n\r\n` },
    { about: `an unknown version of ${path}`, bytes: `GET ${path} HTTP/9.9\r\n\r\n` },
  ];
  return [...PATHS.flatMap(ofPath), ...OTHER_PATHS.map((path) => made("GET", path))];
}
