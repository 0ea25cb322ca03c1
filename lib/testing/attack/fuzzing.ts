import { ACCESS } from "@/e2e/security/access";
import { sendInTurn } from "./flood";
import { pick, type Scene, upTo } from "./scene";

const LOOPS = 4;
/** Time after which an answer to a query counts as a fault, also on a busy machine. */
const TOO_LONG_MS = 10_000;
const MAX_PARAMETERS = 6;
const NAMES = [
  ...["q", "sort", "page", "pageSize", "user", "from", "to", "role", "presence", "status", "cursor"],
  ...[
    "after",
    "before",
    "format",
    "of",
    "address",
    "network",
    "day",
    "by",
    "end",
    "reason",
    "device",
    "open",
  ],
  ...["callbackUrl", "error", "digest", "from", "period", "zoom", "language", "__proto__", "constructor"],
];
const VALUES = [
  ...["", "0", "-1", "1e309", "NaN", "9".repeat(40), "null", "true", "[]", "{}", "[object%20Object]"],
  ...["csv", "xlsx", "pdf", "-name", "admin", "2026-13-45", "0000-00-00", "+275760-09-13", "2026-11-23"],
  ...["%", "%zz", "%00", "%C3%28", "%F0%9F%98%80", "%0D%0ASet-Cookie:a=b", "..%2F..%2F", "%27%20OR%201=1--"],
  ...["a".repeat(4_000), "%F0%9F%98%80".repeat(300), "10.0.0.0%2F33", "%3A%3A1%2F129", "*".repeat(200)],
  ...["00000000-0000-0000-0000-000000000000", "ZXlKaElqb3hmUT09", "https:%2F%2Fevil.example"],
];

/** Sends queries that no page makes to every route, as nobody and as an administrator. */
export async function fuzzQueries(scene: Scene): Promise<void> {
  const { job } = scene;
  const { cookie, ...user } = job.administrator;
  const askers: Record<string, string>[] = [{}, { cookie }];
  const routes = Object.entries(ACCESS).flatMap(([route, { path, streams }]) => {
    const address = (path?.(user) ?? route).split("?")[0] ?? route;
    return askers.slice(0, streams ? 1 : 2).map((headers) => ({ address, headers }));
  });
  let longest = 0;
  let asked = 0;
  await sendInTurn(scene, { loops: LOOPS, different: routes.length }, async (n) => {
    const { address, headers } = routes[n] ?? { address: "/", headers: {} };
    const path = `${address}?${makeQuery(scene)}`;
    const began = performance.now();
    const reply = await scene.send(job.elsewhere[0] ?? "", { method: "GET", path, headers });
    const ms = performance.now() - began;
    asked++;
    longest = Math.max(longest, ms);
    scene.note(reply, address);
    if (ms > TOO_LONG_MS) scene.fault(`no answer to ${address} in ${TOO_LONG_MS / 1000} s`);
  });
  scene.result.facts.push(
    `${asked} queries of ${routes.length} routes, the longest ${longest.toFixed(0)} ms`,
  );
}

function makeQuery({ random }: Scene): string {
  return upTo(1 + Math.floor(random() * MAX_PARAMETERS))
    .map(() => `${pick(NAMES, random)}=${pick(VALUES, random)}`)
    .join(pick(["&", "&", "&", "&&", ";", "&="], random));
}
