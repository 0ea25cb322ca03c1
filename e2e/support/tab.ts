import type { BrowserContext, Page, Request } from "@playwright/test";
import { expect } from "./fixtures";

/**
 * Step by which the tab's clock runs. It is short, because the timeout of a report uses the same clock: a
 * long step would time out the report that it has just triggered.
 */
const STEP_S = 5;
/** Longer than the longest interval between two reports. */
const LONG_S = 60;
const PATIENCE = { timeout: 15_000 };
const held = new WeakSet<BrowserContext>();

/** A report of a tab to the server, and the status of its answer; 0 if there was none. */
interface Report {
  active: boolean;
  status: number;
}

export interface Tab {
  /** Runs the tab's clock until it reports. */
  turn(): Promise<Report>;
  /** Runs `cause` and returns the report that the tab sends because of it. Does not run the clock. */
  after(cause: () => Promise<unknown>): Promise<Report>;
  /** Waits until every report has its answer. @returns the number of reports */
  answered(): Promise<number>;
  /** Returns the number of reports that the tab has sent. */
  count(): Promise<number>;
  /** Returns for how many seconds the test has run the clock, a multiple of the step. */
  seconds(): number;
}

/**
 * Opens a page without event streams and waits until its tab reports contact. From then on the clock of the
 * whole browser context stands still, and only the test moves it.
 */
export async function openTab(page: Page, path = "/me"): Promise<Tab> {
  await page.addInitScript(countReports);
  await withoutStreams(page);
  await holdClock(page.context());
  await page.goto(path);
  const reports = collectReports(page);
  let seconds = 0;

  const count = () => page.evaluate(readAsked);
  const runUntilReport = async () => {
    const before = await count();
    for (let ran = 0; ran < LONG_S; ran += STEP_S) {
      await page.clock.runFor(STEP_S * 1000);
      seconds += STEP_S;
      const asked = await count().catch(() => null); // null: the tab is navigating
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
  // The first report shows that the page's script runs.
  await expect.poll(() => runUntilReport().then(count), PATIENCE).toBeGreaterThan(0);
  await answered();
  return { after, answered, turn: () => after(runUntilReport), count, seconds: () => seconds };
}

function collectReports(page: Page): Report[] {
  const reports: Report[] = [];
  const answered = new Set<Request>();
  const note = (request: Request, status: number) => {
    if (!request.url().endsWith("/api/contact")) return;
    // A tab that navigates may not read its answer to the end: the request then has both events.
    if (answered.has(request)) return;
    answered.add(request);
    reports.push({ ...request.postDataJSON(), status });
  };
  page.on("response", (response) => note(response.request(), response.status()));
  page.on("requestfailed", (request) => note(request, 0));
  return reports;
}

/** Counts reports and answers inside the page, because Playwright's events about requests can arrive late. */
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

/** Stops the clock of a browser context. A second call does nothing. */
export async function holdClock(context: BrowserContext): Promise<void> {
  if (held.has(context)) return;
  held.add(context);
  await context.clock.install();
  await context.clock.pauseAt(Date.now() + 60_000);
}

/** Aborts the event streams of a page, so that it receives no hints and depends on its own polling. */
export async function withoutStreams(page: Page): Promise<void> {
  await page.route(/\/api\/(admin\/)?live$/, (route) => route.abort());
}
