import fc from "fast-check";
import { expect, test } from "vitest";
import { takeFromRate } from "./action-rate";

const RATE = { burst: 3, everyMs: 10 };

test("three actions follow each other at once; the fourth waits until one more is allowed", () => {
  let fullAt = 0;
  for (let n = 0; n < 3; n++) {
    const taken = takeFromRate(RATE, fullAt, 1, 100);
    if ("waitMs" in taken) throw new Error("refused");
    fullAt = taken.fullAt;
  }
  expect(takeFromRate(RATE, fullAt, 1, 100)).toEqual({ waitMs: 10 });
  expect(takeFromRate(RATE, fullAt, 1, 109)).toEqual({ waitMs: 1 });
  expect(takeFromRate(RATE, fullAt, 1, 110)).toEqual({ fullAt: 140 });
});

/* Negative control: fractions of a millisecond, whose sum refuses the last action of the burst. */
test("a whole burst is allowed at every fraction of a millisecond", () => {
  const rate = { burst: 20, everyMs: 30_000 };
  for (let tick = 0; tick < 1_000; tick++) {
    const now = 12_345 + tick * 97.123_457;
    let fullAt = now;
    for (let n = 0; n < rate.burst; n++) {
      const taken = takeFromRate(rate, fullAt, 1, now);
      if ("waitMs" in taken) throw new Error(`action ${n} is refused at ${now}`);
      fullAt = taken.fullAt;
    }
    expect(takeFromRate(rate, fullAt, 1, now)).toEqual({ waitMs: 30_000 });
  }
});

test("an action that is larger than the burst is allowed when nothing was done before, and then counts", () => {
  expect(takeFromRate(RATE, 0, 5, 100)).toEqual({ fullAt: 150 });
  expect(takeFromRate(RATE, 150, 1, 100)).toEqual({ waitMs: 30 });
  expect(takeFromRate(RATE, 101, 5, 100)).toEqual({ waitMs: 1 });
});

test("no order of actions exceeds the burst and one for each interval", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 25 }), { maxLength: 200 }), (pauses) => {
      let [now, fullAt, done] = [0, 0, 0];
      for (const pause of pauses) {
        now += pause;
        const taken = takeFromRate(RATE, fullAt, 1, now);
        if ("waitMs" in taken)
          expect(takeFromRate(RATE, fullAt, 1, now + taken.waitMs)).toHaveProperty("fullAt");
        else {
          fullAt = taken.fullAt;
          done++;
        }
      }
      expect(done).toBeLessThanOrEqual(RATE.burst + now / RATE.everyMs);
    }),
  );
});
