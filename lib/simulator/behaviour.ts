/** Where a simulated person is. `gone`: the browser was closed without a word, and its session is left open. */
export type State = "out" | "working" | "idle" | "gone";

/** What they do next. */
export type Action =
  | { kind: "sign-in" }
  | { kind: "page" }
  | { kind: "contact"; active: boolean }
  | { kind: "sign-out" }
  | { kind: "close" };

export interface Step {
  /** After which pause. */
  pauseMs: number;
  deed: Action;
  place: State;
}

const SECOND_MS = 1_000;
/** As pages do. */
const CONTACT_MS = 25 * SECOND_MS;

/**
 * What somebody does next: they come, work, open a page now and then, wander off and come back, sign out or just close the browser.
 *
 * @param random - from 0 up to 1, each time another
 */
export function nextStep(place: State, random: () => number): Step {
  const chance = random();
  const between = (least: number, most: number) => (least + random() * (most - least)) * SECOND_MS;
  switch (place) {
    case "out":
      return { pauseMs: between(5, 90), deed: { kind: "sign-in" }, place: "working" };
    case "gone":
      return { pauseMs: between(60, 300), deed: { kind: "sign-in" }, place: "working" };
    case "working":
      if (chance < 0.05) return { pauseMs: between(2, 20), deed: { kind: "sign-out" }, place: "out" };
      if (chance < 0.07) return { pauseMs: CONTACT_MS, deed: { kind: "close" }, place: "gone" };
      if (chance < 0.12)
        return { pauseMs: CONTACT_MS, deed: { kind: "contact", active: false }, place: "idle" };
      if (chance < 0.3) return { pauseMs: between(3, 20), deed: { kind: "page" }, place: "working" };
      return { pauseMs: CONTACT_MS, deed: { kind: "contact", active: true }, place: "working" };
    case "idle":
      if (chance < 0.06)
        return { pauseMs: CONTACT_MS, deed: { kind: "contact", active: true }, place: "working" };
      if (chance < 0.08) return { pauseMs: CONTACT_MS, deed: { kind: "close" }, place: "gone" };
      return { pauseMs: CONTACT_MS, deed: { kind: "contact", active: false }, place: "idle" };
  }
}
