import { afterEach, expect, test, vi } from "vitest";
import { countEnded, type Lane, runInOrder, type Turn, withHashSlot } from "./sign-in-queue";
import { TooBusy } from "./try-later";

afterEach(() => {
  vi.useRealTimers();
});

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));
const turn = (lane: Lane, key: string, limit = 1_000): Turn => ({
  lane,
  after: [key],
  places: { [key]: limit },
});

/** Runs so many attempts at the same time, and returns how many found no place. */
async function countRefused(turns: Turn[]): Promise<number> {
  const results = await Promise.allSettled(turns.map((one) => runInOrder(one, soon)));
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused.every(({ reason }) => reason instanceof TooBusy)).toBe(true);
  return refused.length;
}

test("two hashes are computed at the same time, and the others wait", async () => {
  let running = 0;
  let most = 0;
  const compute = async () => {
    running++;
    most = Math.max(most, running);
    await soon();
    running--;
  };
  await Promise.all(Array.from({ length: 20 }, () => withHashSlot(compute)));
  expect(most).toBe(2);
});

test("attempts that share a key run in sequence, other attempts in parallel", async () => {
  const log: string[] = [];
  const attempt = (name: string, after: string[]) =>
    runInOrder({ lane: "known", after, places: {} }, async () => {
      log.push(`${name} begins`);
      await soon();
      log.push(`${name} ends`);
    });
  await Promise.all([
    attempt("a", ["a"]),
    attempt("ab", ["a", "b"]),
    attempt("b", ["b"]),
    attempt("c", ["c"]),
  ]);
  expect(log.slice(0, 2)).toEqual(["a begins", "c begins"]);
  const sharing = log.filter((line) => !line.startsWith("c "));
  expect(sharing).toEqual(["a begins", "a ends", "ab begins", "ab ends", "b begins", "b ends"]);
});

test.each<[Lane, number]>([
  ["known", 256],
  ["familiar", 64],
  ["strangers", 32],
])("the lane %s has %i places; later attempts are accepted again", async (lane, places) => {
  const turns = Array.from({ length: places + 5 }, (_, n) => turn(lane, `n${n % 3}`));
  expect(await countRefused(turns)).toBe(5);
  expect(await countRefused(turns.slice(0, places))).toBe(0);
});

test("a full lane takes no place of another lane", async () => {
  const storm = Array.from({ length: 100 }, (_, n) => runInOrder(turn("strangers", `n${n}`), soon));
  expect(await runInOrder(turn("familiar", "colleague"), async () => "in")).toBe("in");
  expect(await runInOrder(turn("known", "owner"), async () => "in")).toBe("in");
  await Promise.allSettled(storm);
});

/* Negative control: a queue without places by key lets one user fill a whole lane. */
test("one key has a few places, and leaves the others of its lane to others", async () => {
  const storm = countRefused(Array.from({ length: 100 }, () => turn("known", "secretary", 4)));
  expect(await runInOrder(turn("known", "owner", 4), async () => "in")).toBe("in");
  expect(await storm).toBe(96);
  expect(await countRefused(Array.from({ length: 4 }, () => turn("known", "secretary", 4)))).toBe(0);
});

test("a failed attempt frees its place, and the attempts behind it still run", async () => {
  const fail = () => Promise.reject(new Error("no"));
  const one = turn("known", "a", 3);
  const results = await Promise.allSettled([
    runInOrder(one, () => withHashSlot(fail)),
    runInOrder(one, () => withHashSlot(fail)),
    runInOrder(one, () => withHashSlot(async () => "in")),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  expect(await runInOrder(one, async () => "in")).toBe("in");
});

test("an attempt knows whether another one has ended since its caller read the failures", async () => {
  const readBefore = countEnded();
  expect(await runInOrder(turn("known", "a"), async (outOfDate) => outOfDate, readBefore)).toBe(false);
  expect(await runInOrder(turn("known", "a"), async (outOfDate) => outOfDate, readBefore)).toBe(true);
  const first = runInOrder(turn("known", "a"), soon);
  const second = runInOrder(turn("known", "a"), async (outOfDate) => outOfDate);
  await first;
  expect(await second).toBe(true);
});

/* Negative control: attempts behind one that has left begin when it leaves, beside the one ahead of it. */
test("an attempt that has waited for 12 s leaves its place, and those behind it keep their turn", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const begun: string[] = [];
  const one = turn("strangers", "a", 2);
  let end = () => {};
  const slow = runInOrder(one, () => new Promise<void>((resolve) => (end = resolve)));
  const late = runInOrder(one, async () => begun.push("late"));
  const lateOutcome = late.then(
    () => "ran",
    (error: unknown) => error,
  );
  expect(await countRefused([one])).toBe(1);
  vi.advanceTimersByTime(12_000);
  expect(await Promise.race([lateOutcome, soon().then(() => "waits")])).toBeInstanceOf(TooBusy);
  const behind = runInOrder(one, async () => begun.push("behind"));
  await soon();
  expect(begun).toEqual([]);
  end();
  await Promise.all([slow, behind]);
  expect(begun).toEqual(["behind"]);
});

test("a hash that has waited for 10 s is not computed", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let end = () => {};
  const standstill = new Promise<void>((resolve) => (end = resolve));
  const computing = [1, 2].map(() => withHashSlot(() => standstill));
  const compute = vi.fn(soon);
  const late = withHashSlot(compute).catch((error: unknown) => error);
  vi.advanceTimersByTime(10_000);
  expect(await Promise.race([late, soon().then(() => "waits")])).toBeInstanceOf(TooBusy);
  end();
  await Promise.all(computing);
  await withHashSlot(soon);
  expect(compute).not.toHaveBeenCalled();
});
