import { beforeEach, expect, test, vi } from "vitest";

const MINUTE_MS = 60_000;
const at = (ms: number) => new Date(ms);
let countWrongCode: typeof import("./wrong-codes").countWrongCode;

beforeEach(async () => {
  vi.resetModules();
  vi.doMock("@/lib/process-wide", () => ({ processWide: <T>(_name: string, create: () => T) => create() }));
  ({ countWrongCode } = await import("./wrong-codes"));
});

function sendWrong(codes: number, ipAddress: string | null, ms: number): void {
  for (let n = 0; n < codes; n++) countWrongCode(ipAddress, at(ms));
}

test.each([
  ["an IPv4 address", "203.0.113.1", "203.0.113.1", "203.0.113.2"],
  ["an IPv6 network", "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"],
  ["clients without an address", null, null, "203.0.113.1"],
])("%s waits after 101 wrong codes, and no other network", (_what, one, same, other) => {
  sendWrong(101, one, 0);
  expect(countWrongCode(same, at(1))).toBe(4_999);
  expect(countWrongCode(other, at(1))).toBe(0);
});

test("a code during the wait does not lengthen it, one after it does, and all are forgotten", () => {
  sendWrong(101, "203.0.113.1", 0);
  sendWrong(50, "203.0.113.1", 4_999);
  expect(countWrongCode("203.0.113.1", at(5_000))).toBe(0);
  expect(countWrongCode("203.0.113.1", at(5_000))).toBe(10_000);
  const later = 5_000 + 102 * MINUTE_MS;
  sendWrong(100, "203.0.113.1", later);
  expect(countWrongCode("203.0.113.1", at(later))).toBe(0);
  expect(countWrongCode("203.0.113.1", at(later))).toBe(5_000);
});

/* Negative control: forgetting the network that was counted first, or none at all. */
test("ten thousand networks are remembered, and the one without a code for longest is forgotten", () => {
  sendWrong(100, "203.0.113.1", 0);
  sendWrong(101, "203.0.113.2", 0);
  countWrongCode("203.0.113.1", at(0));
  for (let n = 0; n < 9_999; n++) countWrongCode(`10.0.${n >> 8}.${n & 255}`, at(0));
  expect(countWrongCode("203.0.113.1", at(0))).toBe(5_000);
  expect(countWrongCode("203.0.113.2", at(0))).toBe(0); // forgotten
});
