import { expect, test } from "vitest";
import { hashActivationCode, makeActivationCode } from "./activation-code";

test("new codes have four groups of legible characters and all differ", () => {
  const codes = Array.from({ length: 200 }, makeActivationCode);
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(codes).size).toBe(codes.length);
});

test.each([
  ["as printed", "K0QF-1M2X-4TBR-WJ6H"],
  ["in small letters", "k0qf-1m2x-4tbr-wj6h"],
  ["without its hyphens", " k0qf1m2x4tbrwj6h "],
  ["with spaces, or another hyphen", "K0QF 1M2X–4TBR‑WJ6H"],
  ["with letters for digits", "KOQF-lM2X-4TBR-WJ6H"],
  ["in full width", "Ｋ０ＱＦ-1M2X-4TBR-WJ6H"],
])("a code typed %s has the same hash", (_, typed) => {
  expect(hashActivationCode(typed)).toBe(hashActivationCode("K0QF1M2X4TBRWJ6H"));
});

test.each(["", "K0QF", "K0QF-1M2X-4TBR-WJ6H-0", "K0QF-1M2X-4TBR-WJ6U", "\u0000".repeat(16), "é".repeat(16)])(
  "%j can't be a code",
  (typed) => {
    expect(hashActivationCode(typed)).toBeNull();
  },
);
