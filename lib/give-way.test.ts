import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { giveWay, noteAnswering } from "./give-way";

let ends: (() => void)[] = [];
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const end of ends) end();
  ends = [];
  vi.useRealTimers();
});

function answer(session: string): () => void {
  const end = noteAnswering(session);
  ends.push(end);
  return end;
}

/** Begins to give way. Returns a function that tells whether the work goes on. */
function begin(session: string, longestMs = 500) {
  let goesOn = false;
  void giveWay(session, longestMs).then(() => {
    goesOn = true;
  });
  return async () => {
    await vi.advanceTimersByTimeAsync(0);
    return goesOn;
  };
}

test("work goes on at once while only requests of its own session are answered", async () => {
  answer("a");
  answer("a");
  expect(await begin("a")()).toBe(true);
});

/* Negative controls: work that never waits; a check at the first end alone. */
test("work waits until the last request of all other sessions has ended", async () => {
  const first = answer("b");
  const second = answer("c");
  const goesOn = begin("a");
  answer("a");
  first();
  expect(await goesOn()).toBe(false);
  second();
  expect(await goesOn()).toBe(true);
});

test("a request that ends twice is counted once", async () => {
  const ended = answer("b");
  answer("b");
  ended();
  ended();
  expect(await begin("a")()).toBe(false);
});

test("work goes on after its longest time although others are answered", async () => {
  answer("b");
  const goesOn = begin("a", 250);
  vi.advanceTimersByTime(249);
  expect(await goesOn()).toBe(false);
  vi.advanceTimersByTime(1);
  expect(await goesOn()).toBe(true);
});

/* Negative control: a slow download delays everybody's large work as long as it lasts. */
test("a request counts for one second", async () => {
  answer("b");
  const goesOn = begin("a", 60_000);
  vi.advanceTimersByTime(999);
  expect(await goesOn()).toBe(false);
  vi.advanceTimersByTime(1);
  expect(await goesOn()).toBe(true);
});
