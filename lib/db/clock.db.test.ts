import { expect, test, vi } from "vitest";
import { databaseNow, estimatedNow } from "./clock";

const HOUR_MS = 3_600_000;
const NEAR_MS = 5_000;

test("once the database was asked, a machine whose clock is an hour off compares by the database's", async () => {
  const truth = Date.now();
  vi.spyOn(Date, "now").mockImplementation(() => truth + HOUR_MS);
  await databaseNow();
  expect(Math.abs(estimatedNow().getTime() - truth)).toBeLessThan(NEAR_MS);
});

/* Negative control: a clock that believes only quick answers. */
test("of a database that always answers slowly, what can't be true is put right", async () => {
  const truth = Date.now();
  let asked = 0;
  vi.spyOn(Date, "now").mockImplementation(() => truth + HOUR_MS + 200 * asked++);
  await databaseNow();
  vi.spyOn(Date, "now").mockImplementation(() => truth - HOUR_MS + 200 * asked++); // the machine's clock was set
  await databaseNow();
  expect(Math.abs(estimatedNow().getTime() - truth)).toBeLessThan(NEAR_MS);
});
