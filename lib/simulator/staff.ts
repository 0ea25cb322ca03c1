import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Action, nextStep, type State } from "@/lib/simulator/behaviour";
import { type Browser, type Desk, openBrowser } from "@/lib/simulator/browser";

export interface SimulatedUser {
  username: string;
  password: string;
  desk: Desk;
}

export interface StaffOptions {
  /** Of a product on this machine. */
  url: string;
  people: SimulatedUser[];
  /** They stop at once. */
  signal: AbortSignal;
  /** How many times quicker than people; 1 unless given. */
  pace?: number;
  random?: () => number;
  /** Hears what was done and what was answered; 0: nothing. */
  heard?: (deed: Action["kind"], status: number) => void;
}

/** An office at work: everybody for themselves, through the product's own HTTP interface, until told to stop. */
export async function runStaff(options: StaffOptions): Promise<void> {
  setMaxListeners(0, options.signal); // one for each who waits
  await Promise.all(options.people.map((person) => live(person, options)));
}

async function live(person: SimulatedUser, options: StaffOptions): Promise<void> {
  const { url, signal, pace = 1, random = Math.random, heard } = options;
  let browser = openBrowser(url, person.desk);
  let place: State = "out";
  while (!signal.aborted) {
    const turn = nextStep(place, random);
    await sleep(turn.pauseMs / pace, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    if (turn.deed.kind === "close") {
      browser = openBrowser(url, person.desk);
      place = turn.place;
      continue;
    }
    const status = await doDeed(browser, person, turn.deed);
    heard?.(turn.deed.kind, status);
    place = placeAfter(turn.deed, status, place, turn.place);
  }
}

async function doDeed(
  browser: Browser,
  { username, password }: SimulatedUser,
  deed: Exclude<Action, { kind: "close" }>,
): Promise<number> {
  switch (deed.kind) {
    case "sign-in":
      return browser.signIn(username, password);
    case "page":
      return browser.open("/me");
    case "contact":
      return browser.contact(deed.active);
    case "sign-out":
      return browser.signOut();
  }
}

/** Who is signed out by somebody else comes again; who got no answer tries again. */
function placeAfter({ kind }: Action, status: number, before: State, after: State): State {
  if (status === 0 || status >= 500) return before;
  if (kind === "sign-in") return status === 200 ? after : "out";
  if (status === 401 || (kind === "page" && status === 307)) return "out";
  return after;
}
