/**
 * State of a simulated user: `out` is signed out, `working` is active, `idle` has left a tab open, `gone` has
 * closed the browser without a sign-out and left the session open.
 */
export type State = "out" | "working" | "idle" | "gone";

/** One action of a simulated user. */
export type Action =
  | { kind: "sign-in" }
  | { kind: "page" }
  | { kind: "contact"; active: boolean }
  | { kind: "sign-out" }
  | { kind: "close" };

export interface Step {
  /** Pause before the action. */
  pauseMs: number;
  action: Action;
  /** State after the action. */
  state: State;
}

const SECOND_MS = 1_000;
/** Interval of contact, the same as that of a real tab. */
const CONTACT_MS = 25 * SECOND_MS;

/**
 * Chooses the next action at random: a user signs in, works, opens a page now and then, leaves the desk and
 * returns, signs out or only closes the browser.
 *
 * @param state - the state before the action
 * @param random - returns a number from 0 up to 1
 */
export function nextStep(state: State, random: () => number): Step {
  const chance = random();
  const secondsBetween = (least: number, most: number) => (least + random() * (most - least)) * SECOND_MS;
  switch (state) {
    case "out":
      return { pauseMs: secondsBetween(5, 90), action: { kind: "sign-in" }, state: "working" };
    case "gone":
      return { pauseMs: secondsBetween(60, 300), action: { kind: "sign-in" }, state: "working" };
    case "working":
      if (chance < 0.05)
        return { pauseMs: secondsBetween(2, 20), action: { kind: "sign-out" }, state: "out" };
      if (chance < 0.07) return { pauseMs: CONTACT_MS, action: { kind: "close" }, state: "gone" };
      if (chance < 0.12)
        return { pauseMs: CONTACT_MS, action: { kind: "contact", active: false }, state: "idle" };
      if (chance < 0.3) return { pauseMs: secondsBetween(3, 20), action: { kind: "page" }, state: "working" };
      return { pauseMs: CONTACT_MS, action: { kind: "contact", active: true }, state: "working" };
    case "idle":
      if (chance < 0.06)
        return { pauseMs: CONTACT_MS, action: { kind: "contact", active: true }, state: "working" };
      if (chance < 0.08) return { pauseMs: CONTACT_MS, action: { kind: "close" }, state: "gone" };
      return { pauseMs: CONTACT_MS, action: { kind: "contact", active: false }, state: "idle" };
  }
}
