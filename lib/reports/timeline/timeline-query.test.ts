import { expect, test } from "vitest";
import { TimelineQuery } from "./timeline-query";

test("the query of the JSON has a day and a role, and an invalid day is rejected", () => {
  expect(TimelineQuery.parse({ day: "2025-02-28", zoom: "day" })).toEqual({
    day: "2025-02-28",
    role: null,
    all: false,
  });
  expect(TimelineQuery.safeParse({ day: "2025-02-30" }).success).toBe(false);
});
