import { expect, test, vi } from "vitest";
import { countRefused } from "@/lib/refused-requests";
import { SYSTEM } from "@/lib/viewer";
import { mayAct, requireRate } from "./require-rate";

vi.mock("@/lib/refused-requests");

const someone = () => ({ userId: crypto.randomUUID() });

test.each([
  ["export", 20, "30"],
  ["password", 5, "60"],
  ["account", 1_000, "2"],
  ["view", 500, "5"],
] as const)(
  "%s: %i at once, then the user reads a wait of %s s, and another user does not wait",
  (action, burst, waitS) => {
    const by = someone();
    for (let n = 0; n < burst; n++) requireRate(by, action, 1, 0);
    expect(() => requireRate(by, action, 1, 0)).toThrow(
      expect.objectContaining({ code: "too_many", detail: { reason: "rate", waitS } }),
    );
    requireRate(someone(), action, 1, 0);
    requireRate(SYSTEM, action, 1, 0);
    requireRate(by, action, 1, Number(waitS) * 1000);
  },
);

test("the largest file may be imported twice, then not again on the same day; a file without changes may", () => {
  const by = someone();
  for (let n = 0; n < 2; n++) requireRate(by, "import", 100_000, 0);
  expect(() => requireRate(by, "import", 100_000, 0)).toThrow("too_many");
  requireRate(by, "import", 0, 0);
});

test("a user who waits still waits after 30 000 other users have acted", () => {
  const others = Array.from({ length: 30_000 }, someone);
  for (const other of others) requireRate(other, "view", 1, 0);
  const by = someone();
  for (let n = 0; n < 20; n++) requireRate(by, "export", 1, 10_000);
  for (const other of others) requireRate(other, "account", 1, 10_000);
  expect(() => requireRate(by, "export", 1, 10_000)).toThrow("too_many");
});

test("an action beyond the rate of a user is counted as refused, thrown or not", () => {
  vi.mocked(countRefused).mockClear();
  const by = someone();
  for (let n = 0; n < 5; n++) requireRate(by, "password");
  expect(countRefused).not.toHaveBeenCalled();
  expect(mayAct(by, "password")).toBe(false);
  expect(() => requireRate(by, "password")).toThrow("too_many");
  expect(vi.mocked(countRefused).mock.calls).toEqual([["limit"], ["limit"]]);
});
