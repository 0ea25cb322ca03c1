import fc from "fast-check";
import { expect, test } from "vitest";
import { safePath } from "./safe-path";

const ORIGIN = "http://localhost:3000";

test.each([
  ["/me", "/me"],
  ["/admin/active-users?page=2&openPage=3", "/admin/active-users?page=2&openPage=3"],
  [`${ORIGIN}/me`, "/me"],
  ["/me#part", "/me"],
])("the target %s leads to %s", (target, expected) => {
  expect(safePath(target, ORIGIN)).toBe(expected);
});

test.each([
  null,
  "",
  "me",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/%0d%0aSet-Cookie:x=1",
  "/%5cevil.example",
  "javascript:alert(1)",
  "https://evil.example/me",
  "http://localhost:3000.evil.example/",
  "http://localhost:3000@evil.example/",
  "/..//evil.example",
  "/.//evil.example",
  "/api/auth/csrf",
])("the target %j leads to the home page", (target) => {
  expect(safePath(target, ORIGIN)).toBe("/");
});

test("any target keeps the browser on this site", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    "//",
    ".",
    "..",
    "%2f",
    "%5c",
    "evil.example",
    "@",
    ":",
    "?",
    "#",
    "\t",
    "a",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      expect(new URL(safePath(pieces.join(""), ORIGIN), ORIGIN).origin).toBe(ORIGIN);
    }),
  );
});
