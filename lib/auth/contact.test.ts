import { beforeEach, expect, test, vi } from "vitest";
import { touchSession } from "@/lib/sessions/touch-session";
import { noteContact } from "./contact";

const settings = vi.hoisted(() => ({ insecureHttp: false }));
vi.mock("@/lib/env", () => ({ env: () => settings }));
vi.mock("@/lib/sessions/touch-session", () => ({ touchSession: vi.fn() }));

beforeEach(() => vi.mocked(touchSession).mockClear());

const DOCUMENT = { accept: "text/html,application/xhtml+xml" };

test.each([
  ["a document that a person opened", false, { "sec-fetch-site": "none", "sec-fetch-user": "?1" }, true],
  ["a poll", false, { "sec-fetch-site": "same-origin" }, false],
  ["a prefetch", false, { "sec-fetch-user": "?1", "sec-purpose": "prefetch" }, false],
  ["a document asked for by what says nothing", false, DOCUMENT, false],
  ["the same without HTTPS, where browsers say nothing", true, DOCUMENT, true],
  ["a poll without HTTPS", true, { accept: "*/*" }, false],
  ["a prefetch without HTTPS", true, { ...DOCUMENT, purpose: "prefetch" }, false],
])("%s (insecure: %s)", (_what, insecureHttp, headers, active) => {
  settings.insecureHttp = insecureHttp;
  noteContact({ userId: "u", sessionKeyHash: "k" }, new Headers(headers));
  expect(touchSession).toHaveBeenCalledExactlyOnceWith({
    sessionKey: "k",
    active,
    ipAddress: null,
    userAgent: null,
  });
});

test.each([true, false])(
  "what a tab says of its person counts, whatever its request looks like (%s)",
  (active) => {
    settings.insecureHttp = true;
    noteContact(
      { userId: "u", sessionKeyHash: "k" },
      new Headers({ ...DOCUMENT, "sec-fetch-user": active ? "?0" : "?1" }),
      active,
    );
    expect(touchSession).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ active }));
  },
);
