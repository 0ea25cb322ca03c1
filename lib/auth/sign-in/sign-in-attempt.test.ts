import { expect, test } from "vitest";
import { failureOf } from "./sign-in-attempt";

const SIGNED_IN = { userId: "u", sessionKey: "k" };

test.each([
  ["an outcome that signs a user in is no failure", SIGNED_IN, 302, null],
  ["an outcome that is a code is the failure", "Busy", 302, "Busy"],
  ["an outcome counts, whatever next-auth answers", "Internal", 500, "Internal"],
  ["a redirect without an outcome means a stale token", null, 302, "Stale"],
  ["an address in JSON without an outcome means a stale token", null, 200, "Stale"],
] as const)("%s", (_, outcome, status, expected) => {
  expect(failureOf({ outcome, waitS: 0 }, status)).toBe(expected);
});

/*
 * Negative control: a rule that reads every missing outcome as a stale token, so that users retry for ever.
 */
test.each([400, 500])("an answer %i without an outcome is thrown as a bug", (status) => {
  expect(() => failureOf({ outcome: null, waitS: 0 }, status)).toThrow(`next-auth answered ${status}`);
});
