import { expect, test } from "vitest";
import { nextStep, type State } from "./behaviour";

/** Always the same numbers from 0 up to 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test("in ten thousand turns people do everything that they can, and only what is possible where they are", () => {
  const random = seeded(7);
  const seen = new Set<string>();
  let place: State = "out";
  for (let n = 0; n < 10_000; n++) {
    const turn = nextStep(place, random);
    seen.add(`${place} ${turn.deed.kind}`);
    expect(turn.pauseMs).toBeGreaterThan(0);
    expect(turn.pauseMs).toBeLessThanOrEqual(300_000);
    place = turn.place;
  }
  expect([...seen].toSorted()).toEqual([
    "gone sign-in",
    "idle close",
    "idle contact",
    "out sign-in",
    "working close",
    "working contact",
    "working page",
    "working sign-out",
  ]);
});

test("who works is heard more often than the 75 s after which they would count as away", () => {
  const random = seeded(11);
  for (let n = 0; n < 1_000; n++) expect(nextStep("working", random).pauseMs).toBeLessThan(75_000);
});
