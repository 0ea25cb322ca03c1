import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ExportFile } from "./open-export";
import { streamFile } from "./stream-file";

const MINUTE_MS = 60_000;
const release = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  release.mockReset();
  vi.useRealTimers();
});

/** Makes a file that is longer than any test reads. */
function fileOf(readers: ExportFile["readers"] = "admins"): ExportFile {
  async function* chunks() {
    for (let row = 0; row < 10_000; row++) yield Buffer.from("row\r\n");
  }
  const facts = { title: "t", list: "sessions", format: "csv", madeAt: "", total: 9 } as const;
  return { ...facts, progress: { rows: 0 }, chunks: chunks(), readers, release };
}

test("a client that disconnects before the first byte, or before the stream exists, releases the slot", () => {
  streamFile(fileOf(), false, AbortSignal.abort());
  expect(release).toHaveBeenCalledOnce();
  const reader = new AbortController();
  streamFile(fileOf(), false, reader.signal);
  expect(release).toHaveBeenCalledOnce();
  reader.abort();
  expect(release).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
});

test("a file that is never read releases its slot after a minute", () => {
  streamFile(fileOf(), false, new AbortController().signal);
  vi.advanceTimersByTime(MINUTE_MS - 1);
  expect(release).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(release).toHaveBeenCalledOnce();
});

test.each([
  ["an administrator", "admins", 2 * 60],
  ["another user", "staff", 10],
] as const)(
  "%s who reads a little every half minute keeps the slot, but not longer",
  async (_who, readers, minutes) => {
    const reader = streamFile(fileOf(readers), false, new AbortController().signal).getReader();
    for (let half = 0; half < 2 * minutes - 1; half++) {
      await reader.read();
      vi.advanceTimersByTime(MINUTE_MS / 2);
    }
    await reader.read(); // restarts the time without a read
    vi.advanceTimersByTime(MINUTE_MS / 2 - 1);
    expect(release).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(release).toHaveBeenCalledOnce();
    await expect(reader.read()).rejects.toThrow("not whole");
    expect(vi.getTimerCount()).toBe(0);
  },
);
