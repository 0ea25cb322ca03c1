import { expect, test } from "vitest";
import { failureOf } from "./sign-in-attempt";

const SIGNED_IN = { userId: "u", sessionKey: "k" };

test.each([
  ["a decision that signs somebody in is no failure", SIGNED_IN, 302, null],
  ["a decision that is a code is the failure", "Busy", 302, "Busy"],
  ["a decision stands whatever next-auth answers", "Internal", 500, "Internal"],
  ["a redirect without a decision is a stale token", null, 302, "Stale"],
  ["an address in JSON without a decision is a stale token", null, 200, "Stale"],
] as const)("%s", (_, outcome, status, expected) => {
  expect(failureOf({ outcome }, status)).toBe(expected);
});

/* Negative control: a rule that takes every missing decision for a stale token; people try again for ever. */
test.each([400, 500])("an answer %i without a decision is a bug", (status) => {
  expect(() => failureOf({ outcome: null }, status)).toThrow(`next-auth answered ${status}`);
});
