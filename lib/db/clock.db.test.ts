import { expect, test, vi } from "vitest";
import { databaseNow, estimatedNow } from "./clock";

const HOUR_MS = 3_600_000;
const NEAR_MS = 5_000;

test("after one answer, estimatedNow is right although this machine's clock is an hour fast", async () => {
  const truth = Date.now();
  vi.spyOn(Date, "now").mockImplementation(() => truth + HOUR_MS);
  await databaseNow();
  expect(Math.abs(estimatedNow().getTime() - truth)).toBeLessThan(NEAR_MS);
});

/* Negative control: an estimate that only quick answers correct turns this red. */
test("a slow answer corrects an estimate that lies outside its bounds", async () => {
  const truth = Date.now();
  let reads = 0;
  vi.spyOn(Date, "now").mockImplementation(() => truth + HOUR_MS + 200 * reads++);
  await databaseNow();
  // The machine's clock was set back.
  vi.spyOn(Date, "now").mockImplementation(() => truth - HOUR_MS + 200 * reads++);
  await databaseNow();
  expect(Math.abs(estimatedNow().getTime() - truth)).toBeLessThan(NEAR_MS);
});
