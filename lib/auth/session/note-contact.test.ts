import { expect, test } from "vitest";
import { isUserNavigation } from "./note-contact";

const DOCUMENT = { accept: "text/html,application/xhtml+xml" };

test.each([
  ["a document that the user opened", true, false, { "sec-fetch-site": "none", "sec-fetch-user": "?1" }],
  ["a poll", false, false, { "sec-fetch-site": "same-origin" }],
  ["a prefetch", false, false, { "sec-fetch-user": "?1", "sec-purpose": "prefetch" }],
  ["a document request without Fetch Metadata", false, false, DOCUMENT],
  ["a document request without HTTPS, where browsers send no Fetch Metadata,", true, true, DOCUMENT],
  [
    "a script's request for a document without HTTPS, with Fetch Metadata,",
    false,
    true,
    { ...DOCUMENT, "sec-fetch-site": "none" },
  ],
  ["a poll without HTTPS", false, true, { accept: "*/*" }],
  ["a request without HTTPS and without an Accept header", false, true, {}],
  ["a prefetch without HTTPS", false, true, { ...DOCUMENT, purpose: "prefetch" }],
])("%s counts as user navigation: %s", (_request, expected, insecureHttp, headers) => {
  expect(isUserNavigation(new Headers(headers), insecureHttp)).toBe(expected);
});
