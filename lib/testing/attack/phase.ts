import { setTimeout as sleep } from "node:timers/promises";
import { type OfficeBrowser, openOfficeBrowser, retryAfterOf } from "./browser";
import { type Arrival, activate, arrive, faultOf } from "./honest";
import type { Office } from "./office";

/** A request of a person who is in; `ms` is null when it was not answered as it should be. */
interface PageLoad {
  path: "/admin" | "/me" | "/api/contact";
  ms: number | null;
}

/** The experience of honest people. */
export interface Noticed {
  arrivals: Arrival[];
  loads: PageLoad[];
  /** Answers that no honest person may get. */
  complaints: string[];
}

export interface PhaseOptions {
  port: number;
  lastsMs: number;
  /** A person in a known browser and one in a new browser come each time. */
  arriveEveryMs: number;
  /** Time after which a person gives up, and a page counts as not answered. */
  patienceMs: number;
  /** Every second person in a new browser makes a mistake first. */
  mistakes: boolean;
  /** People with activation codes come, too. */
  withCodes: boolean;
}

const ADMIN_EVERY_MS = 1_000;
const ME_EVERY_MS = 2_000;
const CONTACT_EVERY_MS = 3_000;
/** Pause of a person before reloading a page that the browser could not get. */
const RELOAD_AFTER_S = 1;
/** One new person with a code comes for so many arrivals. */
const ARRIVALS_PER_CODE = 2;

/** Lets the people of an office come and work, until all who came are in or have given up. */
export async function runPhase(office: Office, options: PhaseOptions): Promise<Noticed> {
  const noticed: Noticed = { arrivals: [], loads: [], complaints: [] };
  const complain = (about: string) => void noticed.complaints.push(about);
  const visit = { ...options, address: office.address, complain };
  const come = async (arrival: Promise<Arrival>) => void noticed.arrivals.push(await arrival);
  const browsers: OfficeBrowser[] = [];
  const signedIn = (cookie: { name: string; value: string }) => {
    const browser = openOfficeBrowser(options.port, office.address);
    browser.cookies.store(`${cookie.name}=${cookie.value}`);
    browsers.push(browser);
    return browser;
  };
  const load = (browser: OfficeBrowser, path: PageLoad["path"]) =>
    loadPage(browser, path, options.patienceMs, noticed);
  const admin = signedIn(office.administrator);
  const staff = office.staff.map(signedIn);
  await Promise.all([
    every(options.arriveEveryMs, options.lastsMs, () => come(arrive(visit, office.nextKnown(), 0))),
    every(options.arriveEveryMs, options.lastsMs, (n) =>
      come(arrive(visit, office.nextNew(), options.mistakes ? n % 2 : 0)),
    ),
    every(options.arriveEveryMs * ARRIVALS_PER_CODE, options.withCodes ? options.lastsMs : 0, () =>
      come(activate(visit, office.nextCode())),
    ),
    every(ADMIN_EVERY_MS, options.lastsMs, () => load(admin, "/admin")),
    ...staff.map((browser) => every(ME_EVERY_MS, options.lastsMs, () => load(browser, "/me"))),
    ...staff.map((browser) => every(CONTACT_EVERY_MS, options.lastsMs, () => load(browser, "/api/contact"))),
  ]);
  for (const browser of browsers) browser.close();
  return noticed;
}

/** Begins a task at each interval, whether the one before has ended or not. Resolves when all have ended. */
async function every(intervalMs: number, lastsMs: number, task: (n: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const begun: Promise<void>[] = [];
  for (let n = 0; n * intervalMs < lastsMs; n++) {
    await sleep(Math.max(0, began + n * intervalMs - performance.now()));
    begun.push(task(n));
  }
  await Promise.all(begun);
}

/** Requests a page, again when the answer says so or there was none. The time includes all of it. */
async function loadPage(
  browser: OfficeBrowser,
  path: PageLoad["path"],
  patienceMs: number,
  noticed: Noticed,
): Promise<void> {
  const began = performance.now();
  const left = () => patienceMs - (performance.now() - began);
  const isContact = path === "/api/contact";
  const request = () =>
    isContact ? browser.post(path, { active: true }, left()) : browser.get(path, left());
  let reply = await request();
  for (;;) {
    const broken = reply && faultOf(reply);
    if (broken) noticed.complaints.push(`${path}: ${broken}`);
    const waitS = reply ? retryAfterOf(reply) : RELOAD_AFTER_S;
    if (waitS === null || waitS * 1_000 >= left()) break;
    await sleep(waitS * 1_000);
    reply = await request();
  }
  const served = reply?.status === (isContact ? 204 : 200);
  noticed.loads.push({ path, ms: served ? performance.now() - began : null });
}
