import { expect, test } from "vitest";
import { makePlaces } from "./places";

test("a task takes a place of each key, or none when one is full", () => {
  const take = makePlaces();
  const leave = take({ office: 2, lane: 3 });
  expect(leave).not.toBeNull();
  expect(take({ office: 2 })).not.toBeNull();
  expect(take({ lane: 3, office: 2 }), "the office is full").toBeNull();
  expect(take({ lane: 2 }), "the refused task has taken no place").not.toBeNull();
  leave?.();
  expect(take({ lane: 2, office: 2 })).not.toBeNull();
});

/* Negative control: a release that counts each call. */
test("a task that leaves twice gives its places back once", () => {
  const take = makePlaces();
  const leave = take({ office: 2 });
  take({ office: 2 });
  leave?.();
  leave?.();
  expect(take({ office: 2 })).not.toBeNull();
  expect(take({ office: 2 })).toBeNull();
});
