import { expect, test } from "vitest";
import { isUserNavigation } from "./note-contact";

const DOCUMENT = { accept: "text/html,application/xhtml+xml" };

test.each([
  ["a document that a person opened", false, { "sec-fetch-site": "none", "sec-fetch-user": "?1" }, true],
  ["a poll", false, { "sec-fetch-site": "same-origin" }, false],
  ["a prefetch", false, { "sec-fetch-user": "?1", "sec-purpose": "prefetch" }, false],
  ["a document asked for by what says nothing", false, DOCUMENT, false],
  ["the same without HTTPS, where browsers say nothing", true, DOCUMENT, true],
  [
    "a document of a script without HTTPS, from a browser that says so",
    true,
    { ...DOCUMENT, "sec-fetch-site": "none" },
    false,
  ],
  ["a poll without HTTPS", true, { accept: "*/*" }, false],
  ["a request without HTTPS that accepts nothing in particular", true, {}, false],
  ["a prefetch without HTTPS", true, { ...DOCUMENT, purpose: "prefetch" }, false],
])("%s (insecure: %s) is told apart from the others", (_what, insecureHttp, headers, expected) => {
  expect(isUserNavigation(new Headers(headers), insecureHttp)).toBe(expected);
});
