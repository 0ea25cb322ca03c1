import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { log } from "@/lib/log";
import { countRefusal } from "./count-refusal";
import { writeRefusals } from "./write-refusals";

vi.mock("./write-refusals", () => ({ writeRefusals: vi.fn() }));

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

test("refusals that can't be written for two minutes are logged once a minute", async () => {
  const warn = vi.spyOn(log, "warn");
  vi.mocked(writeRefusals).mockRejectedValue(new Error("no database"));
  countRefusal({ kind: "code", userId: null, ipAddress: null, known: false });
  await vi.advanceTimersByTimeAsync(119_000);
  expect(vi.mocked(writeRefusals).mock.calls.length).toBeGreaterThan(50);
  expect(warn.mock.calls.map(([line]) => line)).toMatchObject([
    { event: "attempts.refused", code: 1 },
    { event: "refusals.not_counted" },
    { event: "refusals.not_counted" },
  ]);
});
