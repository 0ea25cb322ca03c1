import { expect, test } from "vitest";
import { countEnded, type Lane, runInOrder, type Turn, withHashSlot } from "./sign-in-queue";
import { TooBusy } from "./try-later";

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
