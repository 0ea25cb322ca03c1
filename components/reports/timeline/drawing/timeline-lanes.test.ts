import { expect, test } from "vitest";
import { lanesOf } from "./timeline-lanes";

const bar = (login: number, logout: number | null) => ({
  loginTime: new Date(login).toISOString(),
  logoutTime: logout === null ? null : new Date(logout).toISOString(),
});

test.each([
  ["one after the other", [bar(0, 5), bar(5, 9)], [0, 0], 1],
  ["at the same time", [bar(0, 5), bar(4, 9)], [0, 1], 2],
  ["two in the place of two", [bar(0, null), bar(1, 3), bar(3, 4)], [0, 1, 1], 2],
  ["none", [], [], 1],
  ["very many", Array.from({ length: 7 }, () => bar(0, null)), [0, 1, 2, 3, 4, 0, 0], 5],
])("sessions %s", (_what, sessions, lanes, count) => {
  expect(lanesOf(sessions)).toEqual({ lanes, count });
});
