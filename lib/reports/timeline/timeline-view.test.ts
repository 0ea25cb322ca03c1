import { expect, test } from "vitest";
import { DEFAULT_TIMELINE_VIEW, readTimelineView } from "./timeline-view";

test("valid parameters are read, and invalid ones read as the defaults", () => {
  const valid = { day: "2025-11-11", role: "DIRECTEUR", all: "1", zoom: "3h", at: "840", view: "table" };
  expect(readTimelineView(valid)).toEqual({ ...valid, all: true, at: 840 });
  expect(readTimelineView({})).toEqual(DEFAULT_TIMELINE_VIEW);
  const invalid = { day: "2025-02-30", role: "", all: "yes", zoom: "9h", at: "-1", view: ["table"] };
  expect(readTimelineView(invalid)).toEqual(DEFAULT_TIMELINE_VIEW);
  expect(readTimelineView({ at: "9999", day: "1999-12-31" })).toEqual(DEFAULT_TIMELINE_VIEW);
});
