import { defineConfig, devices } from "@playwright/test";
import { findChromium, isRoot } from "@/lib/testing/programs/chromium";

/**
 * Browser tests, against a production build. Each of the workers that run at the same time has a server and a database
 * of its own (e2e/support/global-setup.ts), so a test may look at everything that is there.
 */
const slot = process.env.TEST_PARALLEL_INDEX; // in a worker only; this file is read there too
if (slot !== undefined) process.env.DATABASE_URL = process.env[`E2E_DATABASE_URL_${slot}`];
const browser = findChromium();

const launchOptions = {
  executablePath: browser?.kind === "system" ? browser.executablePath : undefined,
  args: [
    ...(isRoot() ? ["--no-sandbox"] : []),
    // A closed network must not slow the tests: nothing looks for updates or names of elsewhere.
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
    contextOptions: { reducedMotion: "reduce" }, // dozens of dots that breathe are drawn by the processor here
    screenshot: "only-on-failure", // a trace of each test would take a tenth of the time: `--trace on` for the one that fails
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
