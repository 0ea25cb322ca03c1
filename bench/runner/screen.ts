import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import { openBrowser } from "@/lib/simulator/browser";
import { deskOf } from "@/lib/simulator/desks";
import type { Application } from "@/lib/testing/programs/application";
import { findChromium, isRoot } from "@/lib/testing/programs/chromium";
import { inMs, share } from "./delays";
import { makeUsers, signInUser } from "./signed-in-user";

interface Cookie {
  name: string;
  value: string;
}

const SIGN_INS = 100;
const REVOCATIONS = 50;

/**
 * Measures how soon a browser at the second instance shows what happens at the first one: a sign-in on an
 * administrator's page, and a revocation in the open tab of its user.
 */
export async function measureScreen(first: Application, second: Application): Promise<string[]> {
  const found = findChromium();
  const browser = await chromium.launch({
    executablePath: found?.kind === "system" ? found.executablePath : undefined,
    args: isRoot() ? ["--no-sandbox"] : [],
  });
  const seen = await measureSignIns(browser, first, second);
  const left = await measureLeaving(browser, first, second);
  await browser.close();
  return [
    `a sign-in at one instance is on an administrator's screen at the other: ${share(seen, 1_000)}; ${inMs(seen)}`,
    `after a revocation, an open tab at the other instance is at the sign-in page: ${share(left, 2_000)}; ${inMs(left)}`,
  ];
}

async function openPage(browser: Browser, url: string, { cookie }: { cookie: Cookie }): Promise<Page> {
  const context = await browser.newContext({ locale: "fr-FR" });
  await context.addCookies([{ ...cookie, url: new URL(url).origin, httpOnly: true, sameSite: "Lax" }]);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function measureSignIns(browser: Browser, first: Application, second: Application): Promise<number[]> {
  const page = await openPage(browser, `${second.url}/admin/active-users`, await signInUser("ADMIN"));
  await page.getByText("En direct").waitFor();
  const seen: number[] = [];
  const people = await makeUsers(SIGN_INS);
  for (const { username, password } of people) {
    const shown = waitForRow(page, username);
    const visitor = openBrowser(first.url, deskOf(1));
    if ((await visitor.signIn(username, password)) !== 200) throw new Error("a sign-in was refused");
    const at = Date.now();
    seen.push(Math.max(0, (await shown) - at));
    await visitor.signOut();
    await sleep(1_000); // one by one, because changes that follow at once share one event
  }
  await page.context().close();
  return seen;
}

/** Measures the time in ms from the answer to a revocation until the open tab is at the sign-in page. */
async function measureLeaving(browser: Browser, first: Application, second: Application): Promise<number[]> {
  const admin = openBrowser(first.url, deskOf(0));
  await admin.signIn("Fedanoir", process.env.SEED_PASSWORD ?? "");
  const left: number[] = [];
  for (let n = 0; n < REVOCATIONS; n++) {
    const user = await signInUser();
    const page = await openPage(browser, `${second.url}/me`, user);
    await sleep(1_000); // until its stream is open
    const gone = page.waitForURL(/\/login/).then(Date.now);
    const status = await admin.post("/api/admin/sessions/revoke", { sessionIds: [user.sessionId] });
    if (status !== 200) throw new Error(`a revocation was answered ${status}`);
    const at = Date.now();
    left.push(Math.max(0, (await gone) - at));
    await page.context().close();
  }
  return left;
}

/** Timeout for a page that also polls every 30 s. */
const LONGEST_MS = 40_000;

/**
 * Waits until a page shows an open session of the user.
 *
 * @returns the time by this machine's clock; infinity when the page did not show it in time
 */
function waitForRow(page: Page, username: string): Promise<number> {
  return page.evaluate(
    ([wanted, longestMs]) =>
      new Promise<number>((resolve) => {
        // The functions in here must be anonymous: the compiler adds to a named one a helper that the page
        // lacks.
        setTimeout(() => resolve(Number.POSITIVE_INFINITY), longestMs);
        new MutationObserver((_changes, observer) => {
          if (!document.querySelector("[aria-labelledby=open]")?.textContent?.includes(wanted)) return;
          observer.disconnect();
          resolve(Date.now());
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    [username, LONGEST_MS] as const,
  );
}
