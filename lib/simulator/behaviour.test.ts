import { expect, test } from "vitest";
import { seeded } from "@/lib/testing/attack/seeded";
import { nextStep, type State } from "./behaviour";

test("ten thousand steps take every possible action of each state, and no other", () => {
  const random = seeded(7);
  const seen = new Set<string>();
  let state: State = "out";
  for (let n = 0; n < 10_000; n++) {
    const step = nextStep(state, random);
    seen.add(`${state} ${step.action.kind}`);
    expect(step.pauseMs).toBeGreaterThan(0);
    expect(step.pauseMs).toBeLessThanOrEqual(300_000);
    state = step.state;
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

test("a working user sends contact more often than the 75 s after which presence becomes away", () => {
  const random = seeded(11);
  for (let n = 0; n < 1_000; n++) expect(nextStep("working", random).pauseMs).toBeLessThan(75_000);
});
