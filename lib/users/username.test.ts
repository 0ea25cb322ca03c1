import { expect, test } from "vitest";
import { parseUsername, usernameKey } from "./username";

test.each(["Fedanoir", "Anderson002", "admin_test", "jean-luc.o'neil", "élan@bureau", "Иван", " padded "])(
  "%s is accepted as a username",
  (username) => {
    expect(parseUsername(username)).toBe(username.trim());
  },
);

test.each([
  ["a", "length"],
  ["x".repeat(65), "length"],
  ["two words", "characters"],
  ["tab\there", "characters"],
  ["zero\u200bwidth", "characters"],
  ["bidi\u202edrow", "characters"],
  ["Fedanoir\u034f", "characters"],
  ["Fedanoir\ufe0f", "characters"],
  ["ß".repeat(64), "length"],
  ["nul\u0000byte", "characters"],
  ["<script>", "characters"],
  ["\u0430dmin", "mixed_scripts"], // Cyrillic а
  ["pαssword", "mixed_scripts"],
])("%j is rejected: %s", (username, why) => {
  expect(() => parseUsername(username)).toThrow(
    expect.objectContaining({ code: "bad_request", detail: { username: why } }),
  );
});

test.each([
  ["Admin", "ADMIN"],
  ["Admin", "ａdmin"],
  ["strasse", "Straße"],
  ["É", "e\u0301"],
])("%s and %s have the same key", (one, other) => {
  expect(usernameKey(one)).toBe(usernameKey(other));
});

test("a full-width letter is stored as its plain form", () => {
  expect(parseUsername("ａdmin")).toBe("admin");
});
