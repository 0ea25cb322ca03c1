import { expect, test } from "vitest";
import { ADVISORY_LOCKS, type AdvisoryLock, holdLock, tryLock } from "./advisory-locks";
import { prisma } from "./client";

const LOCKS = Object.keys(ADVISORY_LOCKS).filter((name): name is AdvisoryLock => name in ADVISORY_LOCKS);

/* Negative control: two locks with the same number turn this red. */
test.each(LOCKS)(
  "while a transaction holds the lock %s, another one can take every lock but that",
  async (held) => {
    const isFree = (lock: AdvisoryLock) => prisma.$transaction((tx) => tryLock(tx, lock));
    await prisma.$transaction(async (tx) => {
      await holdLock(tx, held);
      for (const lock of LOCKS) expect(await isFree(lock), lock).toBe(lock !== held);
    });
    expect(await isFree(held)).toBe(true);
  },
);
