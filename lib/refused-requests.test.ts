import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { log } from "@/lib/log";
import { runClosers } from "@/lib/shutdown";
import { countRefused, countRefusedAnswer } from "./refused-requests";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

const NONE = { event: "attempts.refused", sign_in: 0, code: 0, access: 0, input: 0, forged: 0, limit: 0 };

test("refusals are one line with their numbers, then one a minute, and the last one at the shutdown", async () => {
  const lines = vi.spyOn(log, "warn");
  for (const status of [400, 405, 413, 431, 429, 200, 303, 401, 403, 404, 500, 503])
    countRefusedAnswer(status);
  vi.advanceTimersByTime(2_000);
  expect(lines.mock.calls).toEqual([[{ ...NONE, input: 4, limit: 1 }]]);
  for (let n = 0; n < 1_000; n++) countRefused("forged");
  vi.advanceTimersByTime(59_999);
  expect(lines).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(lines.mock.calls.slice(1)).toEqual([[{ ...NONE, forged: 1_000 }]]);
  vi.advanceTimersByTime(600_000);
  countRefused("access");
  await runClosers();
  expect(lines.mock.calls.slice(2)).toEqual([[{ ...NONE, access: 1 }]]);
});
