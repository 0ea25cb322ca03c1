import { expect, test } from "vitest";
import { TimelineQuery, TimelineViewQuery } from "./timeline-query";
import { DEFAULT_TIMELINE_VIEW } from "./timeline-view";

test("an address says what it says, and nonsense is as if it were not there", () => {
  const said = { day: "2025-11-11", role: "DIRECTEUR", all: "1", zoom: "3h", at: "840", view: "table" };
  expect(TimelineViewQuery.parse(said)).toEqual({ ...said, all: true, at: 840 });
  expect(TimelineViewQuery.parse({})).toEqual(DEFAULT_TIMELINE_VIEW);
  const nonsense = { day: "2025-02-30", role: "", all: "yes", zoom: "9h", at: "-1", view: ["table"] };
  expect(TimelineViewQuery.parse(nonsense)).toEqual(DEFAULT_TIMELINE_VIEW);
  expect(TimelineViewQuery.parse({ at: "9999", day: "1999-12-31" })).toEqual(DEFAULT_TIMELINE_VIEW);
  expect(TimelineQuery.safeParse({ day: "2025-02-30" }).success).toBe(false);
  expect(TimelineQuery.parse({ day: "2025-02-28", zoom: "day" })).toEqual({
    day: "2025-02-28",
    role: null,
    all: false,
  });
});
