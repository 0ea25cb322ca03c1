import { expect, test } from "vitest";
import { DEFAULT_HISTORY_VIEW } from "@/lib/sessions/history/history-view";
import { changedHref, historyHref } from "./history";

const view = { ...DEFAULT_HISTORY_VIEW, q: "élan", address: "10.7.0.0/16", after: "a" };

test("the address has the values that differ from the defaults, and the open session", () => {
  expect(historyHref(DEFAULT_HISTORY_VIEW)).toBe("/admin/sessions");
  expect(historyHref(view, "s")).toBe("/admin/sessions?q=%C3%A9lan&address=10.7.0.0%2F16&after=a&session=s");
});

test("a changed search or sort leads to the first page", () => {
  expect(changedHref(view, { q: "", sort: "login" })).toBe(
    "/admin/sessions?address=10.7.0.0%2F16&sort=login",
  );
});
