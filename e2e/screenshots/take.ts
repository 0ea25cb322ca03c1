import { randomBytes } from "node:crypto";
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { addDays, dayOf } from "@/lib/calendar/zone-days";
import { env } from "@/lib/env";
import {
  createDatabase,
  dropDatabase,
  settingsFor,
  throwAwayServer,
  uniqueName,
} from "@/lib/testing/database/database-server";
import { freePort, startApplication } from "@/lib/testing/programs/application";
import { findChromium, INSTALL_BY_HAND, isRoot } from "@/lib/testing/programs/chromium";

/*
 * `npm run screenshots` takes the pictures of the README and the guide from the current product, with a
 * throw-away database.
 */

interface Picture {
  file: string;
  path: string;
  width: number;
  height: number;
  colorScheme?: "dark";
  language?: "ht" | "en";
  /** Prepares the page for the picture. */
  act?: (page: Page) => Promise<void>;
}

const settings = {
  NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
  SEED_PASSWORD: randomBytes(12).toString("hex"),
  LOG_LEVEL: "error",
};
Object.assign(process.env, settings);

const YESTERDAY = addDays(dayOf(new Date(), env().timeZone), -1);

const PICTURES: Picture[] = [
  { file: "active-users.png", path: "/admin/active-users", width: 1280, height: 1000, act: waitUntilLive },
  {
    file: "dashboard.png",
    path: "/admin",
    width: 1280,
    height: 800,
    colorScheme: "dark",
    act: waitUntilLive,
  },
  { file: "sessions.png", path: `/admin/sessions?to=${YESTERDAY}`, width: 1280, height: 800 },
  {
    file: "timeline.png",
    path: `/admin/reports/timeline?day=${YESTERDAY}&zoom=work`,
    width: 1280,
    height: 720,
  },
  {
    file: "connection-time.png",
    path: "/admin/reports/connection-time?per=period",
    width: 1280,
    height: 1200,
    colorScheme: "dark",
  },
  {
    file: "phone.png",
    path: "/admin/active-users",
    width: 390,
    height: 800,
    language: "ht",
    act: waitUntilLive,
  },
  { file: "accounts.png", path: "/admin/users", width: 1280, height: 900, act: pickTwo },
  { file: "import.png", path: "/admin/users/import", width: 1280, height: 900, act: chooseFile },
  { file: "codes.png", path: "/admin/users/import", width: 1280, height: 800, act: importFile },
  { file: "activate.png", path: "/admin/users?q=mnoel", width: 720, height: 760, act: activate },
];

const server = await throwAwayServer();
const name = uniqueName("konekte_screenshots");
const DATABASE_URL = await createDatabase(server.url, name);
process.env.DATABASE_URL = DATABASE_URL;
const application = await startApplication(await freePort(), {
  ...settings,
  ...settingsFor(DATABASE_URL, server.runtime),
});
try {
  // Only now, because its database client reads DATABASE_URL.
  const { makeHistory } = await import("./history");
  await makeHistory(new Date());
  const browser = await launch();
  try {
    for (const picture of PICTURES) await take(browser, picture);
  } finally {
    await browser.close();
  }
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
  { file, path: address, width, height, colorScheme, language, act }: Picture,
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
  await page.goto(application.url + address);
  await act?.(page);
  await page.screenshot({ path: path.join("docs", file), animations: "disabled" });
  process.stdout.write(`docs/${file}\n`);
  await endSession(page);
  await context.close();
}

async function waitUntilLive(page: Page): Promise<void> {
  await page.locator('.live-dot[data-mode="live"]').waitFor();
}

async function pickTwo(page: Page): Promise<void> {
  await page.getByLabel("Choisir Directeur 001").check();
  await page.getByLabel("Choisir Directeur 002").check();
}

async function chooseFile(page: Page): Promise<void> {
  await page.locator("input[type=file]").setInputFiles("users_sample.csv");
  await page.getByRole("button", { name: "Importer 7 personnes" }).waitFor();
}

async function importFile(page: Page): Promise<void> {
  await chooseFile(page);
  await page.getByRole("button", { name: "Importer 7 personnes" }).click();
  await page.getByRole("heading", { name: "7 codes d'activation" }).waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
}

/** Opens the page of activation as the user who was given the code sees it, with a password half typed. */
async function activate(page: Page): Promise<void> {
  await page.getByLabel("Choisir Marie Noël").check();
  await page.getByRole("button", { name: "Nouveau code" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Nouveau code" }).click();
  const code = (await page.locator(".slip-code").textContent()) ?? "";
  await page.goto(`${application.url}/activate`);
  await page.locator("#code").fill(code);
  await page.locator("#code").press("Enter");
  await page.locator("[name=password]").pressSequentially("trois chèvres bl");
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${application.url}/login`);
  await page.locator("#username").fill("Fedanoir");
  await page.locator("[name=password]").fill(settings.SEED_PASSWORD);
  await page.locator("[name=password]").press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/login"));
}

/** Ends the session, because the later pictures would show it. */
async function endSession(page: Page): Promise<void> {
  await page.goto("about:blank"); // a tab that navigates while its context closes blocks Chromium
  await page.request.post(`${application.url}/api/sign-out`, { headers: { origin: application.url } });
}
