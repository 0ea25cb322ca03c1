import { expect, test } from "vitest";
import { lanesOf } from "./timeline-lanes";

const bar = (login: number, logout: number | null) => ({
  loginTime: new Date(login).toISOString(),
  logoutTime: logout === null ? null : new Date(logout).toISOString(),
});

test.each([
  ["consecutive sessions share one lane", [bar(0, 5), bar(5, 9)], [0, 0], 1],
  ["overlapping sessions have a lane each", [bar(0, 5), bar(4, 9)], [0, 1], 2],
  ["a session takes the lane that an earlier one left", [bar(0, null), bar(1, 3), bar(3, 4)], [0, 1, 1], 2],
  ["no sessions count as one lane", [], [], 1],
  [
    "more than five sessions at once share five lanes",
    Array.from({ length: 7 }, () => bar(0, null)),
    [0, 1, 2, 3, 4, 0, 0],
    5,
  ],
])("%s", (_name, sessions, lanes, count) => {
  expect(lanesOf(sessions)).toEqual({ lanes, count });
});
