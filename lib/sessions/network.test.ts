import { expect, test } from "vitest";
import { networkOf } from "./network";

test.each([
  ["192.168.1.20", "local"],
  ["10.0.0.1", "local"],
  ["172.16.0.1", "local"],
  ["172.32.0.1", null],
  ["169.254.10.1", "local"],
  ["::ffff:192.168.1.20", "local"],
  ["fd00::1", "local"],
  ["fe80::1", "local"],
  ["127.0.0.1", "this_machine"],
  ["::1", "this_machine"],
  ["200.4.180.9", null],
  ["2001:4860::1", null],
  ["not an address", null],
  [null, null],
])("the network of address %s is %s", (address, expected) => {
  expect(networkOf(address)).toBe(expected);
});
