import { RequestCookies } from "next/dist/compiled/@edge-runtime/cookies";
import { expect, test } from "vitest";
import { readCookie } from "./read-cookie";

test.each([
  ["konekte.language=ht", "ht"],
  ["a=1; konekte.language=en; b=2", "en"],
  ["other.konekte.language=en", undefined],
  ["konekte.language=", ""],
  ["", undefined],
  ["konekte.language=ht; konekte.language=en", "en"],
  ["a=1;konekte.language=en", "en"],
])("the cookies %j give the language %j", (cookies, expected) => {
  expect(readCookie(cookies, "konekte.language")).toBe(expected);
  const next = new RequestCookies(new Headers({ cookie: cookies }));
  expect(next.get("konekte.language")?.value, "as Next reads it").toBe(expected);
});
