import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "@playwright/test";
import { openBrowser } from "@/lib/simulator/browser";
import { deskOf } from "@/lib/simulator/desks";
import type { Application } from "@/lib/testing/application";
import { findChromium, isRoot } from "@/lib/testing/chromium";
import { inMs, share } from "./delays";
import { makePeople, signInSomebody } from "./somebody";

const SIGN_INS = 100;

/** Somebody signs in at the one instance; an administrator looks at the page of the other, in a browser. */
export async function measureScreen(first: Application, second: Application): Promise<string[]> {
  const found = findChromium();
  const browser = await chromium.launch({
    executablePath: found?.kind === "system" ? found.executablePath : undefined,
    args: isRoot() ? ["--no-sandbox"] : [],
  });
  const { cookie } = await signInSomebody("ADMIN");
  const context = await browser.newContext({ locale: "fr-FR" });
  await context.addCookies([{ ...cookie, url: second.url, httpOnly: true, sameSite: "Lax" }]);
  const page = await context.newPage();
  await page.goto(`${second.url}/admin/active-users`);
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
  await browser.close();
  return [
    `a sign-in at one instance, on the screen of an administrator at the other: ${share(seen, 1_000)}; ${inMs(seen)}`,
  ];
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
