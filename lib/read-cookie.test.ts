import fc from "fast-check";
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
  ["konekte.language=%65n", "en"],
  ["konekte.language=en; konekte.language=%", "en"],
  ["konekte.language=en; konekte.language", "true"],
  ["konekte.language=a=b", "a=b"],
])("the cookies %j give the language %j", (cookies, expected) => {
  expect(readCookie(cookies, "konekte.language")).toBe(expected);
  const next = new RequestCookies(new Headers({ cookie: cookies }));
  expect(next.get("konekte.language")?.value, "as Next reads it").toBe(expected);
});

/* Negative control: a reader that does not decode the value, or takes the last one although it is broken. */
test("any cookies are read as Next reads them", () => {
  const pair = fc.tuple(
    fc.constantFrom("a", "b"),
    fc.constantFrom("", "="),
    fc.string({ unit: fc.constantFrom("%", "4", "1", "z", "=", " ", ";", "é"), maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 5 }), (pairs) => {
      const headers = new Headers({ cookie: pairs.map((parts) => parts.join("")).join("; ") });
      const next = new RequestCookies(headers).get("a")?.value;
      expect(readCookie(headers.get("cookie") ?? "", "a")).toBe(next);
    }),
  );
});
