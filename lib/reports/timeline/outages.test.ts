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
  ["no losses are no outage", [], []],
  ["one person is no outage", [loss("a", 10)], []],
  ["two people within a minute are an outage", [loss("a", 10), loss("b", 69)], [{ at: 69, people: 2 }]],
  ["two people a minute apart are no outage", [loss("a", 10), loss("b", 70)], []],
  ["one person with two losses is no outage", [loss("a", 10), loss("a", 20)], []],
  [
    "a person with two losses counts once",
    [loss("a", 10), loss("a", 20), loss("b", 15)],
    [{ at: 20, people: 2 }],
  ],
  ["an outage can cross a full minute of the clock", [loss("b", 61), loss("a", 55)], [{ at: 61, people: 2 }]],
  [
    "the minute with the most people wins, and an earlier loss is left out",
    [loss("early", 10), loss("a", 65), loss("b", 75), loss("c", 80)],
    [{ at: 80, people: 3 }],
  ],
  [
    "a day can have two outages",
    [loss("a", 10), loss("b", 11), loss("a", 5000), loss("c", 5001), loss("d", 5002)],
    [
      { at: 11, people: 2 },
      { at: 5002, people: 3 },
    ],
  ],
])("%s", (_label, losses, expected) => {
  expect(groupOutages(losses).map(({ at, people }) => ({ at: at / 1000, people }))).toEqual(expected);
});

/*
 * Negative controls, each of which makes a test fail: minutes of the clock; `<= MINUTE_MS`; counting
 * sessions.
 */
test("outages last less than a minute, share no session, and include the minute with the most people", () => {
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
