import { expect, test } from "vitest";
import { bucketsOf, periodOf } from "./connection-period";
import { DEFAULT_CONNECTION_TIME_VIEW } from "./connection-time";
import { readConnectionTimeView } from "./connection-time-query";

const TODAY = "2025-11-12";

test.each([
  ["without days: the last seven days", null, null, "2025-11-06", TODAY],
  ["with a first day only: until today", "2025-11-01", null, "2025-11-01", TODAY],
  ["with a last day only: seven days until then", null, "2025-10-31", "2025-10-25", "2025-10-31"],
  ["with both days", "2025-10-20", "2025-10-31", "2025-10-20", "2025-10-31"],
  ["with both days in the wrong order", "2025-10-31", "2025-10-20", "2025-10-20", "2025-10-31"],
  ["with a last day to come: until today", "2025-11-10", "2026-01-01", "2025-11-10", TODAY],
  ["with both days to come: today alone", "2026-01-01", "2026-02-01", TODAY, TODAY],
])("the period of a view %s", (_label, from, to, first, last) => {
  expect(periodOf({ from, to, per: "day" }, TODAY)).toEqual({ from: first, to: last, shortened: false });
});

test.each([
  ["day", "2025-10-13", "2025-10-12"],
  ["week", "2025-05-15", "2025-05-14"],
  ["month", "2024-11-12", "2024-11-11"],
  ["period", "2024-11-12", "2024-11-11"],
] as const)("per %s a period begins on %s at the earliest", (per, earliest, tooEarly) => {
  expect(periodOf({ from: earliest, to: null, per }, TODAY)).toEqual({
    from: earliest,
    to: TODAY,
    shortened: false,
  });
  expect(periodOf({ from: tooEarly, to: null, per }, TODAY)).toEqual({
    from: earliest,
    to: TODAY,
    shortened: true,
  });
});

test.each([
  ["day", ["2025-12-30 2025-12-30", "2025-12-31 2025-12-31", "2026-01-01 2026-01-01"], "2026-01-01"],
  ["week", ["2025-12-30 2026-01-04", "2026-01-05 2026-01-11", "2026-01-12 2026-01-13"], "2026-01-13"],
  [
    "month",
    ["2025-12-30 2025-12-31", "2026-01-01 2026-01-31", "2026-02-01 2026-02-28", "2026-03-01 2026-03-01"],
    "2026-03-01",
  ],
  ["period", ["2025-12-30 2026-03-01"], "2026-03-01"],
] as const)("a period from a Tuesday, per %s, is cut into %j", (per, expected, to) => {
  const buckets = bucketsOf({ from: "2025-12-30", to }, per);
  expect(buckets.map((bucket) => `${bucket.from} ${bucket.to}`)).toEqual(expected);
});

test("invalid parameters read as the default view", () => {
  expect(readConnectionTimeView({})).toEqual(DEFAULT_CONNECTION_TIME_VIEW);
  const invalid = {
    from: "2025-02-30",
    to: "x",
    per: "hour",
    of: ["person"],
    role: "",
    user: "1",
    q: "a\u0000",
    sort: "password",
    page: "-1",
    pageSize: "100000",
  };
  expect(readConnectionTimeView(invalid)).toEqual(DEFAULT_CONNECTION_TIME_VIEW);
});
