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

/** A file that is longer than anybody here reads. */
function fileOf(): ExportFile {
  async function* chunks() {
    for (let row = 0; row < 10_000; row++) yield Buffer.from("row\r\n");
  }
  const facts = { title: "t", list: "sessions", format: "csv", madeAt: "", total: 9 } as const;
  return { ...facts, progress: { rows: 0 }, chunks: chunks(), release };
}

test("who had gone before there was anything to take gives the place back, and so does who goes before the first byte", () => {
  streamFile(fileOf(), false, AbortSignal.abort());
  expect(release).toHaveBeenCalledOnce();
  const reader = new AbortController();
  streamFile(fileOf(), false, reader.signal);
  expect(release).toHaveBeenCalledOnce();
  reader.abort();
  expect(release).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
});

test("a file that nobody ever takes gives its place back after two minutes", () => {
  streamFile(fileOf(), false, new AbortController().signal);
  vi.advanceTimersByTime(2 * MINUTE_MS - 1);
  expect(release).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(release).toHaveBeenCalledOnce();
});

test("who takes a little every minute has it for two hours", async () => {
  const reader = streamFile(fileOf(), false, new AbortController().signal).getReader();
  for (let minute = 0; minute < 2 * 60 - 1; minute++) {
    await reader.read();
    vi.advanceTimersByTime(MINUTE_MS);
  }
  await reader.read(); // so that nothing has been waited for yet
  vi.advanceTimersByTime(MINUTE_MS - 1);
  expect(release).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(release).toHaveBeenCalledOnce();
  await expect(reader.read()).rejects.toThrow("not whole");
  expect(vi.getTimerCount()).toBe(0);
});
