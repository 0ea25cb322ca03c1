import { expect, test } from "vitest";
import { escapeUnseen } from "./escape-unseen";

test.each([
  ["plain é ò ’ … « » 😀", "plain é ò ’ … « » 😀"],
  ["a\nb\r\tc\0", "a\\u000ab\\u000d\\u0009c\\u0000"],
  ["\u001b[2J\u001b]0;x\u0007", "\\u001b[2J\\u001b]0;x\\u0007"],
  ["\u007f\u0085\u009b31m", "\\u007f\\u0085\\u009b31m"], // DEL, NEL, the C1 form of ESC [
  ["\u202etxt\u2066a\u2069\u200f", "\\u202etxt\\u2066a\\u2069\\u200f"],
  ["a\u200bb\u200d\u2060\ufeff\u00ad", "a\\u200bb\\u200d\\u2060\\ufeff\\u00ad"],
  ["\u2028\u2029", "\\u2028\\u2029"],
  ["\u3164\u115f\u034f", "\\u3164\\u115f\\u034f"], // seen as nothing, although they are letters
  ["\u{e0041}", "\\udb40\\udc41"],
  ["\ud800x", "\\ud800x"],
])("escapeUnseen escapes the unseen characters of %j", (text, shown) => {
  expect(escapeUnseen(text)).toBe(shown);
});

test("escapeUnseen keeps the characters that the caller names", () => {
  expect(escapeUnseen("a\nb\u001b\n", "\n")).toBe("a\nb\\u001b\n");
});

test("escaped JSON has the same value, in printable characters", () => {
  for (let code = 0; code < 0x3000; code++) {
    const text = `x${String.fromCharCode(code)}y`;
    const json = escapeUnseen(JSON.stringify({ text }));
    expect(JSON.parse(json)).toEqual({ text });
    expect(json).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  }
});
