import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Command that installs Chromium, for messages to a developer. */
export const INSTALL_BY_HAND = "npx playwright install --with-deps chromium";

export type Browser = { kind: "playwright" } | { kind: "system"; executablePath: string };

/** Returns Playwright's own Chromium, else that of the system; null when there is none. */
export function findChromium(): Browser | null {
  if (existsSync(chromium.executablePath())) return { kind: "playwright" };
  const executablePath = SYSTEM_PLACES.find((place) => existsSync(place));
  return executablePath ? { kind: "system", executablePath } : null;
}

/** Returns whether Chromium may be installed without asking: as root, in CI, with apt-get. */
export function mayInstall(): boolean {
  return Boolean(process.env.CI) && isRoot() && existsSync("/usr/bin/apt-get");
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
