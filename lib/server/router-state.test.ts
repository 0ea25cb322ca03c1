import { expect, test } from "vitest";
import { isRouterState } from "./router-state";

const encoded = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const nested = (levels: number): unknown =>
  levels === 1 ? ["", {}] : ["", { children: nested(levels - 1) }];

test.each([
  ["a page", ["", { children: ["(staff)", { children: ["__PAGE__", {}] }] }, null, null, 16]],
  ["a page with a parameter", ["", { children: [["id", "7", "d", null], {}] }, ["/me", ""], "refetch"]],
  ["a page with its search", ["__PAGE__", {}, null, null, null, "?q=x"]],
  ["the deepest tree", nested(32)],
])("the router state of %s is readable", (_what, value) => {
  expect(isRouterState(encoded(value))).toBe(true);
});

test.each([
  "",
  "%",
  "%ff",
  "x",
  ...[null, [], {}, [""], ["", []], ["", null], [1, {}], ["", { children: "x" }]].map(encoded),
  ...[
    ["", {}, ["x"]],
    ["", {}, null, "other"],
    ["", {}, null, null, "1"],
    ["", {}, 1, 2, 3, 4, 5],
  ].map(encoded),
  ...[[["id", "7", "x", null], {}], [["id", "7", "d"], {}], nested(33)].map(encoded),
  encodeURIComponent('["",{"__proto__":["x"]}]'),
  "[".repeat(16_000),
])("the router state %# is not readable", (text) => {
  expect(isRouterState(text)).toBe(false);
});
