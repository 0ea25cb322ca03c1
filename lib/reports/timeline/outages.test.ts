import fc from "fast-check";
import { expect, test } from "vitest";
import { groupOutages, type Loss } from "./outages";

const MINUTE_MS = 60_000;
const loss = (userId: string, seconds: number): Loss => ({
  userId,
  sessionId: `${userId}@${seconds}`,
  at: seconds * 1000,
});

test.each<[string, Loss[], { at: number; people: number }[]]>([
  ["nobody", [], []],
  ["one alone", [loss("a", 10)], []],
  ["two in a minute", [loss("a", 10), loss("b", 69)], [{ at: 69, people: 2 }]],
  ["two a minute apart", [loss("a", 10), loss("b", 70)], []],
  ["the same person twice", [loss("a", 10), loss("a", 20)], []],
  ["a person counts once", [loss("a", 10), loss("a", 20), loss("b", 15)], [{ at: 20, people: 2 }]],
  ["over a full minute of the clock", [loss("b", 61), loss("a", 55)], [{ at: 61, people: 2 }]],
  [
    "someone shortly before is left aside, not the minute that has most",
    [loss("early", 10), loss("a", 65), loss("b", 75), loss("c", 80)],
    [{ at: 80, people: 3 }],
  ],
  [
    "two events on a day",
    [loss("a", 10), loss("b", 11), loss("a", 5000), loss("c", 5001), loss("d", 5002)],
    [
      { at: 11, people: 2 },
      { at: 5002, people: 3 },
    ],
  ],
])("%s", (_what, losses, expected) => {
  expect(groupOutages(losses).map(({ at, people }) => ({ at: at / 1000, people }))).toEqual(expected);
});

/* Negative controls: minutes of the clock, `<= MINUTE_MS`, and counting sessions for people, each turn a test red. */
test("no event lasts a minute, none shares a session with another, and no minute with more people is missed", () => {
  const losses = fc.array(fc.record({ userId: fc.constantFrom(..."abcdefgh"), at: fc.nat(10 * MINUTE_MS) }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(losses, (list) => {
      const numbered = list.map((each, index) => ({ ...each, sessionId: String(index) }));
      const outages = groupOutages(numbered);
      const taken = outages.flatMap(({ sessionIds }) => sessionIds);
      expect(new Set(taken).size).toBe(taken.length);
      expect(outages.map(({ at }) => at)).toEqual(outages.map(({ at }) => at).toSorted((a, b) => a - b));
      for (const { at, people, sessionIds } of outages) {
        const among = numbered.filter(({ sessionId }) => sessionIds.includes(sessionId));
        expect(Math.max(...among.map((each) => each.at))).toBe(at);
        expect(at - Math.min(...among.map((each) => each.at))).toBeLessThan(MINUTE_MS);
        expect(new Set(among.map(({ userId }) => userId)).size).toBe(people);
      }
      expect(Math.max(1, ...outages.map(({ people }) => people))).toBe(Math.max(1, mostInAMinute(numbered)));
      expect(mostInAMinute(numbered.filter(({ sessionId }) => !taken.includes(sessionId)))).toBeLessThan(2);
    }),
  );
});

function mostInAMinute(losses: Loss[]): number {
  return Math.max(
    0,
    ...losses.map(
      ({ at }) =>
        new Set(
          losses.filter((other) => other.at >= at && other.at - at < MINUTE_MS).map(({ userId }) => userId),
        ).size,
    ),
  );
}
