import { z } from "zod";
import { cutInLoop } from "./cut-in-loop";
import { floodAtRate, floodInLoop } from "./flood";
import { headOf } from "./raw";
import { pick, type Scene } from "./scene";

const FormToken = z.object({ csrfToken: z.string() });
const PER_SECOND = 100;
const LOOPS = 100;
/** More than the product has places for forms without a known browser. */
const RIGHT_LOOPS = 300;

interface Flood {
  /** The address of the honest people, or many others. */
  from: "office" | "elsewhere";
  /** Names that do not exist; of users who do not sign in; of the honest people themselves. */
  names: "random" | "others" | "honest";
  /** Without it: as many requests in progress as the flood has loops. */
  perSecond?: number;
}

/** Sends wrong passwords. */
export function floodSignIns({ from, names, perSecond }: Flood) {
  return async (scene: Scene): Promise<void> => {
    const { job, random } = scene;
    const addresses = from === "office" ? [job.office] : job.elsewhere;
    const guess = await openGuesser(scene, addresses[0] ?? "");
    const shoot = async (n: number) => {
      const name = nameOf(names, scene, n);
      const address = addresses[n % addresses.length] ?? "";
      scene.note(await guess(address, name, `wrong ${random()}`), "a sign-in");
    };
    await (perSecond ? floodAtRate(scene, perSecond, shoot) : floodInLoop(scene, LOOPS, shoot));
  };
}

export const AT_A_RATE = { perSecond: PER_SECOND };

function nameOf(names: Flood["names"], { job, random }: Scene, n: number): string {
  if (names === "others") return job.otherNames[n % job.otherNames.length] ?? "";
  if (names === "honest") return job.honestNames[n % job.honestNames.length] ?? "";
  return `nobody${Math.floor(random() * 1e9)}`;
}

/** Floods with the device cookie of the attacker's own known browser: her own name and others. */
export async function floodFromKnownBrowser(scene: Scene): Promise<void> {
  const { job, random } = scene;
  const guess = await openGuesser(scene, job.office);
  const { username, password } = job.insider;
  const device = cookiesOf(await guess(job.office, username, password)).filter(isDevice);
  if (device.length === 0) return scene.fault("the attacker could not sign in");
  await floodInLoop(scene, LOOPS, async (n) => {
    const name = n % 2 ? username : pick(job.otherNames, random);
    scene.note(await guess(job.office, name, `wrong ${random()}`, device), "a sign-in");
  });
}

/** Repeats the right password of the attacker's own account, in new browsers: no failure makes it wait. */
export async function floodWithRightPassword(scene: Scene): Promise<void> {
  const { job } = scene;
  const guess = await openGuesser(scene, job.office);
  await floodInLoop(scene, RIGHT_LOOPS, async () => {
    scene.note(await guess(job.office, job.insider.username, job.insider.password), "a sign-in");
  });
}

export const isDevice = (cookie: string) => /^[\w.-]*konekte\.device=/.test(cookie);

/** Returns the cookies of an answer, each as `name=value`. */
export function cookiesOf(reply: Awaited<ReturnType<Guess>>): string[] {
  return (reply?.headers["set-cookie"] ?? []).map((line) => line.split(";")[0] ?? "");
}

type Guess = Awaited<ReturnType<typeof openGuesser>>;

/** Sends the right password of the attacker's own account, and closes each connection before the answer. */
export async function cutSignIns(scene: Scene): Promise<void> {
  const { job } = scene;
  const fill = await openForm(scene, job.office);
  const { method, path, headers, body } = fill(job.insider.username, job.insider.password);
  const form = headOf(method, path, { ...headers, "content-length": String(body.length) }) + body;
  await cutInLoop(scene, [job.office], form);
}

/** Gets the token of the form once, and returns a function that submits the form. */
export async function openGuesser(scene: Scene, address: string) {
  const fill = await openForm(scene, address);
  return (from: string, username: string, password: string, cookies: string[] = []) =>
    scene.send(from, fill(username, password, cookies));
}

/** Gets the token of the form once, and returns a function that fills in the form. */
async function openForm(scene: Scene, address: string) {
  const form = await scene.send(address, { method: "GET", path: "/api/auth/csrf", headers: {} });
  const { csrfToken } = FormToken.parse(JSON.parse(form?.body ?? ""));
  const csrf = (form?.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]);
  return (username: string, password: string, cookies: string[] = []) => ({
    method: "POST",
    path: "/api/auth/callback/credentials",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "sec-fetch-site": "same-origin",
      cookie: [...csrf, ...cookies].join("; "),
    },
    body: String(new URLSearchParams({ username, password, csrfToken, callbackUrl: "/", json: "true" })),
  });
}
