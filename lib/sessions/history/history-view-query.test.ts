import { expect, test } from "vitest";
import { DEFAULT_HISTORY_VIEW } from "./history-view";
import { readHistoryView } from "./history-view-query";

test.each([
  ["10.7.0.9", "10.7.0.9"],
  [" 10.7.0.0/16 ", "10.7.0.0/16"],
  ["::ffff:10.7.0.9", "10.7.0.9"],
  ["::ffff:10.7.0.0/112", "10.7.0.0/16"],
  ["010.7.0.0/16", null], // 8.7.0.0 for some programs
  ["2001:DB8::1", "2001:db8::1"],
  ["2001:db8::/32", "2001:db8::/32"],
  ["10.7", null],
  ["10", null],
  ["0x7f.1", null],
  ["fe80::1%eth0", null],
  ["10.7.0.0/33", null],
  ["10.7.0.9; DROP", null],
  ["", null],
])("the address %j is read as %j", (input, expected) => {
  expect(readHistoryView({ address: input }).address).toBe(expected);
});

test("values that make no sense count as absent", () => {
  const nonsense = Object.fromEntries(
    Object.keys(DEFAULT_HISTORY_VIEW).map((key) => [key, ["nonsense", "\u0000"]]),
  );
  expect(readHistoryView(nonsense)).toEqual(DEFAULT_HISTORY_VIEW);
  expect(readHistoryView({ from: "2025-02-30", to: "", sort: "name", user: "1" })).toEqual(
    DEFAULT_HISTORY_VIEW,
  );
  expect(readHistoryView({})).toEqual(DEFAULT_HISTORY_VIEW);
});
