import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export const INSTALL_BY_HAND = "npx playwright install --with-deps chromium";

export type Browser = { kind: "playwright" } | { kind: "system"; executablePath: string };

/** Playwright's own Chromium, else the system's, else null. */
export function findChromium(): Browser | null {
  if (existsSync(chromium.executablePath())) return { kind: "playwright" };
  const executablePath = SYSTEM_PLACES.find((place) => existsSync(place));
  return executablePath ? { kind: "system", executablePath } : null;
}

/** As root, on a machine that is made for tests, the system's Chromium may be installed unasked. */
export function mayInstall(): boolean {
  return Boolean(process.env.CI) && isRoot() && existsSync("/usr/bin/apt-get");
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
