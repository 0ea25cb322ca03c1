import { z } from "zod";

export interface Counts {
  passed: number;
  failed: number;
}

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
});

/**
 * Counts the tests of a Vitest report. A file that could not be loaded has no tests and counts as one
 * failure.
 */
export function countVitest(report: unknown): Counts {
  const { numPassedTests, numFailedTests, testResults } = VitestReport.parse(report);
  const brokenFiles = testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  );
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length };
}

/**
 * Counts the tests of a Playwright report. A flaky test counts as a failure, although it passed in the end.
 */
export function countPlaywright(report: unknown): Counts {
  const { expected, unexpected, flaky } = PlaywrightReport.parse(report).stats;
  return { passed: expected, failed: unexpected + flaky };
}

/** Adds one failure for a runner that failed without a failed test, or that ran no test. */
export function judge(counts: Counts, exitedWell: boolean): Counts {
  const silentFailure = counts.failed === 0 && (!exitedWell || counts.passed === 0);
  return { passed: counts.passed, failed: counts.failed + (silentFailure ? 1 : 0) };
}

export function sum(all: Counts[]): Counts {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
  };
}
