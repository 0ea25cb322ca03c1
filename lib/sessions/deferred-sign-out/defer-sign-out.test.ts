import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { log } from "@/lib/log";
import { deferSignOut, replaySpool } from "./defer-sign-out";
import { listSpoolEntries, readSpoolEntry } from "./spool";

vi.mock("./spool");

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

test("sign-outs that can't be written for two minutes are logged once a minute", async () => {
  const at = new Date();
  vi.mocked(listSpoolEntries).mockResolvedValue(["one", "two", "three"]);
  vi.mocked(readSpoolEntry).mockImplementation(async (sessionKeyHash) => ({ sessionKeyHash, at }));
  const refused = Object.assign(new Error("no database"), { code: "ECONNREFUSED" });
  const write = vi.spyOn(prisma, "$transaction").mockRejectedValue(refused);
  const warn = vi.spyOn(log, "warn");
  await deferSignOut({ sessionKeyHash: "one", at });
  await vi.advanceTimersByTimeAsync(119_000);
  expect(write.mock.calls.length).toBeGreaterThan(150);
  expect(warn.mock.calls.map(([line]) => line)).toMatchObject([
    { event: "sign_out.spooled" },
    { event: "spool.replay_failed" },
    { event: "spool.replay_failed" },
  ]);
});

test("entries that can't be written are one line, however many they are", async () => {
  vi.mocked(listSpoolEntries).mockResolvedValue(["one", "two", "three"]);
  vi.mocked(readSpoolEntry).mockRejectedValue(new Error("damaged"));
  const error = vi.spyOn(log, "error");
  await replaySpool();
  expect(error.mock.calls).toMatchObject([[{ event: "spool.entry_failed" }]]);
});
