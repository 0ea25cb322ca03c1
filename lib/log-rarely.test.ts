import { expect, test, vi } from "vitest";
import { log } from "@/lib/log";
import { logRarely } from "./log-rarely";

test("a line is logged at once and then once a minute, each event by itself", () => {
  const warn = vi.spyOn(log, "warn");
  const logged = (event: string, now: number) => logRarely("warn", { event, now }, now);
  const times = [0, 1, 59_999, 60_000, 60_001];
  expect(times.filter((now) => logged("one", now))).toEqual([0, 60_000]);
  expect(logged("other", 60_001)).toBe(true);
  expect(warn.mock.calls).toEqual([
    [{ event: "one", now: 0 }],
    [{ event: "one", now: 60_000 }],
    [{ event: "other", now: 60_001 }],
  ]);
});
