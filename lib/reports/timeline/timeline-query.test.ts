import { expect, test } from "vitest";
import { TimelineQuery } from "./timeline-query";

test("a question for the JSON says which day and whose, and nonsense is refused", () => {
  expect(TimelineQuery.parse({ day: "2025-02-28", zoom: "day" })).toEqual({
    day: "2025-02-28",
    role: null,
    all: false,
  });
  expect(TimelineQuery.safeParse({ day: "2025-02-30" }).success).toBe(false);
});
