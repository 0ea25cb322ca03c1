import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { readDevice } from "@/lib/sessions/read-device";

/** Names that bowser gives for the values of `browser_of` and `system_of` (migration `history`). */
const BROWSER: Record<string, string> = {
  chrome: "Chrome",
  edge: "Microsoft Edge",
  firefox: "Firefox",
  safari: "Safari",
  opera: "Opera",
  samsung: "Samsung Internet for Android",
};
const SYSTEM: Record<string, string> = {
  windows: "Windows",
  android: "Android",
  ios: "iOS",
  macos: "macOS",
  linux: "Linux",
  chromeos: "Chrome OS",
};
const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`, "chrome", "windows"],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
    "edge",
    "windows",
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36 OPR/124.0.0.0`,
    "opera",
    "windows",
  ],
  [`Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36`, "chrome", "android"],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
    "samsung",
    "android",
  ],
  ["Mozilla/5.0 (Android 15; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0", "firefox", "android"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0", "firefox", "linux"],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`, "chrome", "chromeos"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
    "safari",
    "ios",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1",
    "chrome",
    "ios",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
    "safari",
    "macos",
  ],
])("SQL and the pages read the agent %s as %s on %s", async (agent, browser, system) => {
  const [found] = await prisma.$queryRaw<[{ browser: string; system: string }]>`
    SELECT browser_of(${agent}) AS browser, system_of(${agent}) AS system`;
  expect(found).toEqual({ browser, system });
  expect(readDevice(agent)).toEqual({ browser: BROWSER[browser], system: SYSTEM[system] });
});

test("SQL reads an unknown agent as `other`, and no agent as null", async () => {
  const [found] = await prisma.$queryRaw<unknown[]>`
    SELECT browser_of('curl/8.0') AS curl, system_of('curl/8.0') AS on, browser_of(NULL) AS none`;
  expect(found).toEqual({ curl: "other", on: "other", none: null });
});
