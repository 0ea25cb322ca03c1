import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { log } from "@/lib/log";
import { touchSession } from "./touch-session";
import { writeContacts } from "./write-contacts";

vi.mock("./write-contacts", () => ({ writeContacts: vi.fn() }));

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

test("contact that can't be written for two minutes is logged once a minute", async () => {
  const warn = vi.spyOn(log, "warn");
  vi.mocked(writeContacts).mockRejectedValue(new Error("no database"));
  touchSession({ sessionKeyHash: "key", active: false, ipAddress: null, userAgent: null });
  await vi.advanceTimersByTimeAsync(119_000);
  expect(vi.mocked(writeContacts).mock.calls.length).toBeGreaterThan(50);
  const line = { event: "contact.write_failed", name: "Error" };
  expect(warn.mock.calls).toEqual([[line], [line]]);
});
