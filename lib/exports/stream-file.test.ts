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
function fileOf(): ExportFile {
  async function* chunks() {
    for (let row = 0; row < 10_000; row++) yield Buffer.from("row\r\n");
  }
  const facts = { title: "t", list: "sessions", format: "csv", madeAt: "", total: 9 } as const;
  return { ...facts, progress: { rows: 0 }, chunks: chunks(), release };
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

test("a file that is never read releases its slot after two minutes", () => {
  streamFile(fileOf(), false, new AbortController().signal);
  vi.advanceTimersByTime(2 * MINUTE_MS - 1);
  expect(release).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(release).toHaveBeenCalledOnce();
});

test("a client that reads a little every minute keeps the slot for two hours", async () => {
  const reader = streamFile(fileOf(), false, new AbortController().signal).getReader();
  for (let minute = 0; minute < 2 * 60 - 1; minute++) {
    await reader.read();
    vi.advanceTimersByTime(MINUTE_MS);
  }
  await reader.read(); // restarts the time without a read
  vi.advanceTimersByTime(MINUTE_MS - 1);
  expect(release).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(release).toHaveBeenCalledOnce();
  await expect(reader.read()).rejects.toThrow("not whole");
  expect(vi.getTimerCount()).toBe(0);
});
