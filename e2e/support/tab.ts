import type { BrowserContext, Page, Request } from "@playwright/test";
import { expect } from "./fixtures";

/** By the clock that runs a tab also gives up waiting for an answer: it must not run far beyond a report. */
const STEP_S = 5;
/** Longer than a tab is ever silent. */
const LONG_S = 60;
const PATIENCE = { timeout: 15_000 };
const held = new WeakSet<BrowserContext>();

/** What a tab said to the server; status 0: it got no answer. */
interface Report {
  active: boolean;
  status: number;
}

export interface Tab {
  /** Lets the tab's clock run until it reports. */
  turn(): Promise<Report>;
  /** What the tab reports because of something, while its clock stands still. */
  after(cause: () => Promise<unknown>): Promise<Report>;
  /** Waits until every report has its answer, which the server gives to all who come within a second. */
  answered(): Promise<number>;
  /** How often it has reported. */
  count(): Promise<number>;
  /** For how long its clock has run, in steps of a few seconds. */
  seconds(): number;
}

/** Opens a page and waits until its tab keeps contact. The clock of the whole browser is the test's then, and stands still. */
export async function openTab(page: Page, path = "/me"): Promise<Tab> {
  await page.addInitScript(countReports);
  await withoutStreams(page);
  await holdClock(page.context());
  await page.goto(path);
  const reports = listen(page);
  let seconds = 0;

  const count = () => page.evaluate(readAsked);
  const runUntilReport = async () => {
    const before = await count();
    for (let ran = 0; ran < LONG_S; ran += STEP_S) {
      await page.clock.runFor(STEP_S * 1000);
      seconds += STEP_S;
      const asked = await count().catch(() => null); // null: the tab is leaving
      if (asked !== before) return;
    }
  };
  const answered = async () => {
    const asked = await count();
    await expect.poll(() => page.evaluate(readAnswered), PATIENCE).toBe(asked);
    await expect.poll(() => reports.length, PATIENCE).toBe(asked);
    return asked;
  };
  const after = async (cause: () => Promise<unknown>): Promise<Report> => {
    const before = await answered();
    await cause();
    await expect.poll(() => reports.length, PATIENCE).toBeGreaterThan(before);
    return reports[before] ?? { active: false, status: 0 };
  };
  await expect.poll(() => runUntilReport().then(count), PATIENCE).toBeGreaterThan(0); // not before it has become alive
  await answered();
  return { after, answered, turn: () => after(runUntilReport), count, seconds: () => seconds };
}

function listen(page: Page): Report[] {
  const reports: Report[] = [];
  const answered = new Set<Request>();
  const note = (request: Request, status: number) => {
    if (!request.url().endsWith("/api/contact") || answered.has(request)) return; // a tab that leaves reads no answer to its end
    answered.add(request);
    reports.push({ ...request.postDataJSON(), status });
  };
  page.on("response", (response) => note(response.request(), response.status()));
  page.on("requestfailed", (request) => note(request, 0));
  return reports;
}

/** In the page itself: what a test hears of its requests may come late. */
function countReports(): void {
  const counts = { asked: 0, answered: 0 };
  const ask = window.fetch;
  Object.assign(window, { reportCounts: counts });
  window.fetch = (...request) => {
    const answer = ask(...request);
    if (request[0] !== "/api/contact") return answer;
    counts.asked++;
    return answer.finally(() => counts.answered++);
  };
}

function readAsked(): number {
  return Reflect.get(window, "reportCounts").asked;
}

function readAnswered(): number {
  return Reflect.get(window, "reportCounts").answered;
}

/** From now on the clock of a browser stands still. */
export async function holdClock(context: BrowserContext): Promise<void> {
  if (held.has(context)) return;
  held.add(context);
  await context.clock.install();
  await context.clock.pauseAt(Date.now() + 60_000);
}

/** As when every hint is lost: what is left is what a page asks by itself. */
export async function withoutStreams(page: Page): Promise<void> {
  await page.route(/\/api\/(admin\/)?live$/, (route) => route.abort());
}
