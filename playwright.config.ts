import { defineConfig, devices } from "@playwright/test";
import { findChromium, isRoot } from "@/lib/testing/programs/chromium";

/**
 * Browser tests against a production build. Each parallel worker has a server and a database of its own
 * (e2e/support/global-setup.ts), so a test may check everything in them.
 */
const slot = process.env.TEST_PARALLEL_INDEX; // set in workers only, which read this file too
if (slot !== undefined) process.env.DATABASE_URL = process.env[`E2E_DATABASE_URL_${slot}`];
const browser = findChromium();

const launchOptions = {
  executablePath: browser?.kind === "system" ? browser.executablePath : undefined,
  args: [
    ...(isRoot() ? ["--no-sandbox"] : []),
    // The browser must not look for updates or other hosts, which would slow the tests in a closed network.
    ...["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  ],
};

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/support/global-setup.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  use: {
    baseURL: process.env[`E2E_URL_${slot}`],
    locale: "fr-FR",
    timezoneId: "America/Port-au-Prince",
    launchOptions,
    // Without a graphics card the processor would draw dozens of animated dots.
    contextOptions: { reducedMotion: "reduce" },
    // A trace of each test would cost a tenth of the time. Use `--trace on` for a test that fails.
    screenshot: "only-on-failure",
  },
  projects: [
    {
      name: "desktop",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } },
      testIgnore: /\.phone\.spec\.ts$/,
    },
    {
      name: "phone",
      use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } },
      testMatch: /\.phone\.spec\.ts$/,
    },
  ],
});
