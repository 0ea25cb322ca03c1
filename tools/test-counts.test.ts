import { expect, test } from "vitest";
import { countPlaywright, countVitest, judge, sum } from "./test-counts";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((outcome) => ({ status: outcome })),
});

test("a test file that cannot be loaded counts as a failure", () => {
  const report = {
    numPassedTests: 2,
    numFailedTests: 0,
    testResults: [file("passed", "passed", "passed"), file("failed")],
  };
  expect(countVitest(report)).toEqual({ passed: 2, failed: 1 });
});

test("a failed test is counted once", () => {
  const report = { numPassedTests: 1, numFailedTests: 1, testResults: [file("failed", "passed", "failed")] };
  expect(countVitest(report)).toEqual({ passed: 1, failed: 1 });
});

test("a flaky browser test counts as a failure", () => {
  expect(countPlaywright({ stats: { expected: 3, unexpected: 1, flaky: 1 } })).toEqual({
    passed: 3,
    failed: 2,
  });
});

test.each([
  ["ran nothing", { passed: 0, failed: 0 }, true, 1],
  ["crashed after its tests", { passed: 5, failed: 0 }, false, 1],
  ["has a failed test", { passed: 5, failed: 2 }, false, 2],
  ["passed all tests", { passed: 5, failed: 0 }, true, 0],
])(
  "a runner that %s, with counts %j and success %s, counts as %i failures",
  (_, counts, exitedWell, failed) => {
    expect(judge(counts, exitedWell).failed).toBe(failed);
  },
);

test("sum adds all counts", () => {
  expect(
    sum([
      { passed: 1, failed: 0 },
      { passed: 2, failed: 3 },
    ]),
  ).toEqual({ passed: 3, failed: 3 });
});
