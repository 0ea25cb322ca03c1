import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { beginStopping } from "@/lib/shutdown";
import { publish } from "./hints";
import { addStream, mayOpen, startStreams, type Watcher } from "./open-streams";

/** Opens a stream. `sent` has the names of its events with their data; `end` stands for its end. */
function open(given: Partial<Watcher> = {}) {
  const sent: string[] = [];
  const sessionId = given.sessionId ?? crypto.randomUUID();
  const watcher = { userId: "u", sessionId, sessionKeyHash: `hash of ${sessionId}`, admin: false, ...given };
  const stream = {
    send: (event: string, data = "1") => void sent.push(data === "1" ? event : `${event} ${data}`),
    beat: () => void sent.push("beat"),
    end: () => void sent.push("end"),
  };
  const close = addStream(watcher, stream);
  closers.push(close);
  return { sent, watcher, close };
}

const closers: (() => void)[] = [];
const check = vi.fn<(watchers: Watcher[]) => Promise<Set<Watcher>>>();
const BEAT_MS = 20_000;

beforeAll(() => {
  vi.useFakeTimers();
  startStreams((watchers) => check(watchers));
});
beforeEach(() => void check.mockImplementation(async (watchers) => new Set(watchers)));
afterAll(() => void vi.useRealTimers());
afterEach(async () => {
  await vi.advanceTimersByTimeAsync(1_000); // throttled events are sent
  for (const close of closers.splice(0)) close();
});

test("an ending reaches only the streams of its session; changes reach only administrators", () => {
  const [ended, other, admin] = [open(), open(), open({ admin: true })];
  publish({ kind: "ended", sessionId: ended.watcher.sessionId });
  expect(ended.sent).toEqual(["ended", "end"]);
  expect(other.sent).toEqual([]);
  expect(admin.sent).toEqual([expect.stringMatching(/^state disconnected \d{4}-.*Z$/), "changed"]);
  publish({ kind: "endedLocally", sessionKeyHash: other.watcher.sessionKeyHash });
  expect(other.sent).toEqual(["ended", "end"]);
});

test("a new session key closes the streams of its session without `ended`, and reports no change", () => {
  const [former, other, admin] = [open(), open(), open({ admin: true })];
  publish({ kind: "keyChanged", sessionId: former.watcher.sessionId });
  expect(former.sent).toEqual(["end"]);
  expect(other.sent).toEqual([]);
  expect(admin.sent).toHaveLength(1); // its first `state`
});

test("of a thousand changes, the first is sent at once and the others as one event later", async () => {
  const { sent } = open({ admin: true });
  for (let n = 0; n < 1_000; n++) publish({ kind: "changed" });
  expect(sent).toEqual([expect.stringMatching(/^state disconnected \d{4}-.*Z$/), "changed"]);
  await vi.advanceTimersByTimeAsync(250);
  expect(sent).toEqual([expect.stringMatching(/^state disconnected \d{4}-.*Z$/), "changed", "changed"]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent).toHaveLength(3);
});

test("a stream that may no longer watch ends at the next heartbeat, or after missed hints", async () => {
  const [gone, stays] = [open(), open({ admin: true })];
  check.mockImplementation(async () => new Set([stays.watcher]));
  await vi.advanceTimersByTimeAsync(BEAT_MS);
  expect(gone.sent).toEqual(["beat", "ended", "end"]);
  check.mockImplementation(async () => new Set());
  publish({ kind: "listening" });
  await vi.advanceTimersByTimeAsync(0);
  expect(stays.sent.slice(-2)).toEqual(["ended", "end"]);
});

/* Negative control: without the retry, the next check is at the next heartbeat. */
test("a check that fails after missed hints is soon repeated", async () => {
  const gone = open();
  check.mockRejectedValueOnce(new Error("no answer")).mockResolvedValueOnce(new Set());
  publish({ kind: "listening" });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(gone.sent).toEqual(["ended", "end"]);
});

/* Negative control: when a failed check counts as an empty answer, every stream ends. */
test("while the database is unavailable, all streams stay open", async () => {
  const { sent } = open();
  check.mockRejectedValue(new Error("no answer"));
  await vi.advanceTimersByTimeAsync(3 * BEAT_MS);
  expect(sent).toEqual(["beat", "beat", "beat"]);
});

test("a stream ends within 15 minutes and a heartbeat, without `ended`", async () => {
  const { sent } = open();
  await vi.advanceTimersByTimeAsync(15 * 60_000 + BEAT_MS);
  expect(sent.at(-1)).toBe("end");
  expect(sent).not.toContain("ended");
});

/*
 * Negative control: when the ninth is refused, a user who changes networks has no stream until the old ones
 * fail.
 */
test("the ninth stream of a user evicts the oldest one, which gets no `ended`", () => {
  const another = open({ userId: "another" });
  const opened = Array.from({ length: 9 }, () => open({ userId: "eight" }));
  expect(opened.map(({ sent }) => sent)).toEqual([["end"], ...Array(8).fill([])]);
  expect(another.sent).toEqual([]);
});

test("a process opens at most five thousand streams", () => {
  for (let n = 0; n < 5_000; n++) {
    expect(mayOpen()).toBe(true);
    open({ userId: `${n}` });
  }
  expect(mayOpen()).toBe(false);
});

test("all streams end when the server stops", () => {
  const { sent } = open();
  beginStopping();
  expect(sent).toEqual(["end"]);
});
