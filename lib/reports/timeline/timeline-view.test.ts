import { expect, test } from "vitest";
import { DEFAULT_TIMELINE_VIEW, readTimelineView } from "./timeline-view";

test("an address says what it says, and nonsense is as if it were not there", () => {
  const said = { day: "2025-11-11", role: "DIRECTEUR", all: "1", zoom: "3h", at: "840", view: "table" };
  expect(readTimelineView(said)).toEqual({ ...said, all: true, at: 840 });
  expect(readTimelineView({})).toEqual(DEFAULT_TIMELINE_VIEW);
  const nonsense = { day: "2025-02-30", role: "", all: "yes", zoom: "9h", at: "-1", view: ["table"] };
  expect(readTimelineView(nonsense)).toEqual(DEFAULT_TIMELINE_VIEW);
  expect(readTimelineView({ at: "9999", day: "1999-12-31" })).toEqual(DEFAULT_TIMELINE_VIEW);
});
