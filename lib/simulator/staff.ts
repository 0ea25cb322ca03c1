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
  /** Address of a product on this machine. */
  url: string;
  people: SimulatedUser[];
  /** Stops all users at once. */
  signal: AbortSignal;
  /** Speed factor relative to real users; 1 unless given. */
  pace?: number;
  random?: () => number;
  /** Called with each action and the status of its response; 0: no response. */
  onAction?: (deed: Action["kind"], status: number) => void;
}

/**
 * Simulates users at work through the product's HTTP interface, each independently. Resolves after `signal`
 * is aborted.
 */
export async function runStaff(options: StaffOptions): Promise<void> {
  setMaxListeners(0, options.signal); // one listener for each waiting user
  await Promise.all(options.people.map((person) => simulate(person, options)));
}

async function simulate(person: SimulatedUser, options: StaffOptions): Promise<void> {
  const { url, signal, pace = 1, random = Math.random, onAction } = options;
  let browser = openBrowser(url, person.desk);
  let state: State = "out";
  while (!signal.aborted) {
    const step = nextStep(state, random);
    await sleep(step.pauseMs / pace, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    if (step.action.kind === "close") {
      browser = openBrowser(url, person.desk);
      state = step.state;
      continue;
    }
    const status = await perform(browser, person, step.action);
    onAction?.(step.action.kind, status);
    state = stateAfter(step.action, status, state, step.state);
  }
}

async function perform(
  browser: Browser,
  { username, password }: SimulatedUser,
  action: Exclude<Action, { kind: "close" }>,
): Promise<number> {
  switch (action.kind) {
    case "sign-in":
      return browser.signIn(username, password);
    case "page":
      return browser.open("/me");
    case "contact":
      return browser.contact(action.active);
    case "sign-out":
      return browser.signOut();
  }
}

/**
 * Returns the state after an action and its response. Without a response, or after a 5xx, the user repeats
 * the step. A user whose session was ended elsewhere is `out` and signs in again.
 */
function stateAfter({ kind }: Action, status: number, before: State, after: State): State {
  if (status === 0 || status >= 500) return before;
  if (kind === "sign-in") return status === 200 ? after : "out";
  if (status === 401 || (kind === "page" && status === 307)) return "out";
  return after;
}
