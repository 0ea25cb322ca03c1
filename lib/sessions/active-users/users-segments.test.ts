import fc from "fast-check";
import { expect, test } from "vitest";
import { PRESENCES } from "@/lib/sessions/presence";
import { segmentsOf, sizeOf, slicePage } from "./users-segments";
import { SORTS } from "./users-view";

test.each([
  ["name", null, ["all by name"]],
  ["-role", null, ["all by role, descending"]],
  ["lastLogin", null, ["ever by lastLogin", "never by name"]],
  ["-logout", null, ["ever by logout, descending", "never by name"]],
  ["status", null, ["online by name", "away by name", "offline by name", "never by name"]],
  ["-status", null, ["never by name", "offline by name", "away by name", "online by name"]],
  ["-ipAddress", "offline", ["offline by ipAddress, descending"]],
  ["lastLogin", "never", ["never by name"]],
  ["status", "away", ["away by name"]],
] as const)("the table sorted by %s with status %s has the segments %j", (sort, status, expected) => {
  const names = segmentsOf({ sort, status }).map(
    ({ group, order, descending }) => `${group} by ${order}${descending ? ", descending" : ""}`,
  );
  expect(names).toEqual(expected);
});

test("the pages of each sort, one after the other, show every segment whole and in order", () => {
  const size = fc.nat({ max: 9 });
  const groups = fc.record({ online: size, away: size, offline: size, never: size });
  const view = fc.record({
    sort: fc.constantFrom(...SORTS),
    status: fc.constantFrom(null, ...PRESENCES),
  });
  fc.assert(
    fc.property(groups, view, fc.integer({ min: 1, max: 7 }), (group, { sort, status }, limit) => {
      const counts = { ...group, users: group.online + group.away + group.offline + group.never };
      const segments = segmentsOf({ sort, status });
      const expected = segments.flatMap((segment) =>
        Array.from({ length: sizeOf(segment.group, counts) }, (_, place) => `${segment.group} ${place}`),
      );
      const shown: string[] = [];
      for (let offset = 0; offset < counts.users; offset += limit) {
        for (const stretch of slicePage(segments, counts, { offset, limit })) {
          for (let n = 0; n < stretch.limit; n++) shown.push(`${stretch.group} ${stretch.offset + n}`);
        }
      }
      expect(shown).toEqual(expected);
      expect(expected).toHaveLength(sizeOf(status ?? "all", counts));
    }),
  );
});
