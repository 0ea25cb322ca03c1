import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import { openBrowser } from "@/lib/simulator/browser";
import { deskOf } from "@/lib/simulator/desks";
import type { Application } from "@/lib/testing/programs/application";
import { findChromium, isRoot } from "@/lib/testing/programs/chromium";
import { inMs, share } from "./delays";
import { makePeople, signInSomebody } from "./signed-in-user";

interface Cookie {
  name: string;
  value: string;
}

const SIGN_INS = 100;
const REVOCATIONS = 50;

/** What happens at the one instance, in a browser at the other: on an administrator's page, and in the open tab of who is signed out. */
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
    `a sign-in at one instance, on the screen of an administrator at the other: ${share(seen, 1_000)}; ${inMs(seen)}`,
    `an open tab at the other instance, at the sign-in page: ${share(left, 2_000)}; ${inMs(left)}`,
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
  const page = await openPage(browser, `${second.url}/admin/active-users`, await signInSomebody("ADMIN"));
  await page.getByText("En direct").waitFor();
  const seen: number[] = [];
  const people = await makePeople(SIGN_INS);
  for (const { username, password } of people) {
    const shown = waitForRow(page, username);
    const person = openBrowser(first.url, deskOf(1));
    if ((await person.signIn(username, password)) !== 200) throw new Error("a sign-in was refused");
    const at = Date.now();
    seen.push(Math.max(0, (await shown) - at));
    await person.signOut();
    await sleep(1_000); // each by itself: what comes at once is told together
  }
  await page.context().close();
  return seen;
}

/** From the answer to the revocation to the sign-in page. */
async function measureLeaving(browser: Browser, first: Application, second: Application): Promise<number[]> {
  const admin = openBrowser(first.url, deskOf(0));
  await admin.signIn("Fedanoir", process.env.SEED_PASSWORD ?? "");
  const left: number[] = [];
  for (let n = 0; n < REVOCATIONS; n++) {
    const person = await signInSomebody();
    const page = await openPage(browser, `${second.url}/me`, person);
    await sleep(1_000); // its stream is open by then
    const gone = page.waitForURL(/\/login/).then(Date.now);
    const status = await admin.post("/api/admin/sessions/revoke", { sessionIds: [person.sessionId] });
    if (status !== 200) throw new Error(`a revocation was answered ${status}`);
    const at = Date.now();
    left.push(Math.max(0, (await gone) - at));
    await page.context().close();
  }
  return left;
}

/** For a page that asks every 30 s anyway. */
const LONGEST_MS = 40_000;

/** @returns when the page showed an open session of somebody, by this machine's clock; infinity: it did not */
function waitForRow(page: Page, username: string): Promise<number> {
  return page.evaluate(
    ([wanted, longestMs]) =>
      new Promise<number>((resolve) => {
        // No function here may have a name: what has one refers to a helper that pages don't have.
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
