import { randomBytes } from "node:crypto";
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { freePort, startApplication } from "@/lib/testing/application";
import { findChromium, INSTALL_BY_HAND, isRoot } from "@/lib/testing/chromium";
import { createDatabase, dropDatabase, throwAwayServer, uniqueName } from "@/lib/testing/database-server";

/** `npm run screenshots`: the pictures of the README, from the product as it is, on a throw-away database. */

interface Picture {
  file: string;
  path: string;
  width: number;
  height: number;
  colorScheme?: "dark";
  language?: "ht" | "en";
}

const PICTURES: Picture[] = [
  { file: "active-users.png", path: "/admin/active-users", width: 1280, height: 1000 },
  { file: "dashboard.png", path: "/admin", width: 1280, height: 800, colorScheme: "dark" },
  { file: "phone.png", path: "/admin/active-users", width: 390, height: 800, language: "ht" },
];

const settings = {
  NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
  SEED_PASSWORD: randomBytes(12).toString("hex"),
  LOG_LEVEL: "error",
};
Object.assign(process.env, settings);

const server = await throwAwayServer();
const name = uniqueName("konekte_screenshots");
const DATABASE_URL = await createDatabase(server.url, name);
process.env.DATABASE_URL = DATABASE_URL;
const application = await startApplication(await freePort(), { ...settings, DATABASE_URL });
try {
  const { makeHistory } = await import("./history"); // with the client of this database
  await makeHistory(new Date());
  const browser = await launch();
  for (const picture of PICTURES) await take(browser, picture);
  await browser.close();
} finally {
  await application.stop();
  const { prisma } = await import("@/lib/db/client");
  await prisma.$disconnect();
  await dropDatabase(server.url, name);
  await server.release();
}

async function launch(): Promise<Browser> {
  const found = findChromium();
  if (!found) throw new Error(`no Chromium was found: ${INSTALL_BY_HAND}`);
  return chromium.launch({
    executablePath: found.kind === "system" ? found.executablePath : undefined,
    args: isRoot() ? ["--no-sandbox"] : [],
  });
}

async function take(
  browser: Browser,
  { file, path: address, width, height, colorScheme, language }: Picture,
) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: colorScheme ?? "light",
    deviceScaleFactor: width < 500 ? 2 : 1,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await signIn(page);
  if (language)
    await context.addCookies([{ name: "konekte.language", value: language, url: application.url }]);
  await page.goto(application.url + address, { waitUntil: "networkidle" });
  await page.screenshot({ path: path.join("docs", file), animations: "disabled" });
  process.stdout.write(`docs/${file}\n`);
  await endSession(page);
  await context.close();
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${application.url}/login`);
  await page.locator("#username").fill("Fedanoir");
  await page.locator("[name=password]").fill(settings.SEED_PASSWORD);
  await page.locator("[name=password]").press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/login"));
}

/** Else each picture would show the sessions of those before it. */
async function endSession(page: Page): Promise<void> {
  await page.request.post(`${application.url}/api/sign-out`, { headers: { origin: application.url } });
}
