import { expect, test } from "vitest";
import { runInOrder, TooBusy, withHashSlot } from "./sign-in-queue";

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

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

test("attempts of one name run in sequence, attempts of other names in parallel", async () => {
  const log: string[] = [];
  const attempt = (name: string) =>
    runInOrder({ key: name, known: false }, async () => {
      log.push(`${name} begins`);
      await soon();
      log.push(`${name} ends`);
    });
  await Promise.all([attempt("a"), attempt("a"), attempt("b")]);
  expect(log).toEqual(["a begins", "b begins", "a ends", "a begins", "b ends", "a ends"]);
});

test("attempts beyond the limit are rejected, and later attempts are accepted again", async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 80 }, (_, n) => runInOrder({ key: `n${n % 3}`, known: false }, soon)),
  );
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused).toHaveLength(80 - 64);
  expect(refused.every(({ reason }) => reason instanceof TooBusy)).toBe(true);
  await expect(runInOrder({ key: "n", known: false }, async () => "done")).resolves.toBe("done");
});

test("a known browser is accepted when the limit of the others is reached", async () => {
  const storm = Array.from({ length: 80 }, (_, n) => runInOrder({ key: `n${n}`, known: false }, soon));
  const known = runInOrder({ key: "owner", known: true }, async () => "in");
  expect(await known).toBe("in");
  await Promise.allSettled(storm);
});

test("a failed attempt frees its place, and the attempts behind it still run", async () => {
  const fail = () => Promise.reject(new Error("no"));
  const results = await Promise.allSettled([
    runInOrder({ key: "a", known: false }, () => withHashSlot(fail)),
    runInOrder({ key: "a", known: false }, () => withHashSlot(fail)),
    runInOrder({ key: "a", known: false }, () => withHashSlot(fail)),
    runInOrder({ key: "a", known: false }, () => withHashSlot(async () => "done")),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected", "fulfilled"]);
});
