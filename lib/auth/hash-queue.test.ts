import { expect, test } from "vitest";
import { Busy, inHashQueue } from "./hash-queue";

test("two run at once, a bounded number waits, the rest is told to come back, and the queue recovers", async () => {
  let running = 0;
  let most = 0;
  const opened = new Promise<void>((resolve) => setImmediate(resolve));
  const work = async () => {
    running++;
    most = Math.max(most, running);
    await opened;
    running--;
  };
  const results = Promise.allSettled(Array.from({ length: 80 }, () => inHashQueue(work)));
  const refused = (await results).filter((result) => result.status === "rejected");
  expect(most).toBe(2);
  expect(refused).toHaveLength(80 - 2 - 64);
  expect(refused.every(({ reason }) => reason instanceof Busy)).toBe(true);
  await expect(inHashQueue(async () => "done")).resolves.toBe("done");
});

test("work that fails gives its place back", async () => {
  for (let round = 0; round < 3; round++) {
    await expect(inHashQueue(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  }
  await expect(inHashQueue(async () => "done")).resolves.toBe("done");
});
