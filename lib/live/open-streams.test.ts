import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { beginStopping } from "@/lib/shutdown";
import { publish } from "./hints";
import { addStream, mayOpen, startStreams, type Watcher } from "./open-streams";

/** What was said to one stream; `end` is its end. */
function open(given: Partial<Watcher> = {}) {
  const said: string[] = [];
  const sessionId = given.sessionId ?? crypto.randomUUID();
  const watcher = { userId: "u", sessionId, sessionKeyHash: `hash of ${sessionId}`, admin: false, ...given };
  const stream = {
    send: (event: string, data = "1") => void said.push(data === "1" ? event : `${event} ${data}`),
    beat: () => void said.push("beat"),
    end: () => void said.push("end"),
  };
  const close = addStream(watcher, stream);
  closers.push(close);
  return { said, watcher, close };
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
  await vi.advanceTimersByTimeAsync(1_000); // what was held back is said
  for (const close of closers.splice(0)) close();
});

test("an ending is told to the streams of its session alone, and changes to administrators alone", () => {
  const [ended, other, admin] = [open(), open(), open({ admin: true })];
  publish({ kind: "ended", sessionId: ended.watcher.sessionId });
  expect(ended.said).toEqual(["ended", "end"]);
  expect(other.said).toEqual([]);
  expect(admin.said).toEqual([expect.stringMatching(/^state disconnected \d{4}-.*Z$/), "changed"]);
  publish({ kind: "endedLocally", sessionKeyHash: other.watcher.sessionKeyHash });
  expect(other.said).toEqual(["ended", "end"]);
});

test("of a thousand changes at once the first is told at once, and the others together a moment later", async () => {
  const { said } = open({ admin: true });
  for (let n = 0; n < 1_000; n++) publish({ kind: "changed" });
  expect(said).toEqual([expect.stringMatching(/^state disconnected \d{4}-.*Z$/), "changed"]);
  await vi.advanceTimersByTimeAsync(250);
  expect(said).toEqual([expect.stringMatching(/^state disconnected \d{4}-.*Z$/), "changed", "changed"]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(said).toHaveLength(3);
});

test("whoever may look on no more is told at the next heartbeat, or when hints were missed", async () => {
  const [gone, stays] = [open(), open({ admin: true })];
  check.mockImplementation(async () => new Set([stays.watcher]));
  await vi.advanceTimersByTimeAsync(BEAT_MS);
  expect(gone.said).toEqual(["beat", "ended", "end"]);
  check.mockImplementation(async () => new Set());
  publish({ kind: "listening" });
  await vi.advanceTimersByTimeAsync(0);
  expect(stays.said.slice(-2)).toEqual(["ended", "end"]);
});

/* Negative control: a check that is left to the next heartbeat. */
test("a check that hints were missed for, and that got no answer, is made again soon", async () => {
  const gone = open();
  check.mockRejectedValueOnce(new Error("no answer")).mockResolvedValueOnce(new Set());
  publish({ kind: "listening" });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(gone.said).toEqual(["ended", "end"]);
});

/* Negative control: a check that takes "no answer" for "nobody" ends every stream. */
test("while the database can't say, everybody stays", async () => {
  const { said } = open();
  check.mockRejectedValue(new Error("no answer"));
  await vi.advanceTimersByTimeAsync(3 * BEAT_MS);
  expect(said).toEqual(["beat", "beat", "beat"]);
});

test("a stream lives for a quarter of an hour, and its browser comes back", async () => {
  const { said } = open();
  await vi.advanceTimersByTimeAsync(15 * 60_000 + BEAT_MS);
  expect(said.at(-1)).toBe("end");
  expect(said).not.toContain("ended");
});

/* Negative control: to refuse the ninth leaves whoever changes networks without any until the old ones are found dead. */
test("one person has eight at most: a ninth takes the place of the oldest, which was not ended by anybody", () => {
  const another = open({ userId: "another" });
  const opened = Array.from({ length: 9 }, () => open({ userId: "eight" }));
  expect(opened.map(({ said }) => said)).toEqual([["end"], ...Array(8).fill([])]);
  expect(another.said).toEqual([]);
});

test("five thousand are enough for a process", () => {
  for (let n = 0; n < 5_000; n++) {
    expect(mayOpen()).toBe(true);
    open({ userId: `${n}` });
  }
  expect(mayOpen()).toBe(false);
});

test("a server that stops ends them all", () => {
  const { said } = open();
  beginStopping();
  expect(said).toEqual(["end"]);
});
