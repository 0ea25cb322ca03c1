import { chromium } from "@playwright/test";
import lighthouse, { type Result as LighthouseResult } from "lighthouse";
import { fillDatabase } from "@/lib/testing/database/fill-database";
import { freePort } from "@/lib/testing/programs/application";
import { findChromium, isRoot } from "@/lib/testing/programs/chromium";
import { inWords } from "./runner/pairs";
import { signIn } from "./runner/sign-in";
import { spread } from "./runner/spread";
import { setStage } from "./runner/stage";

export const description =
  "Lighthouse's scores of the administrators' pages with its mobile setting (simulated slow 4G and slow processor)";

const RUNS = 5;
const MAX_UNTRACED = 3;
const PATHS = ["/admin/active-users", "/admin"];
const CATEGORIES = ["performance", "accessibility"];
const METRICS = [
  "first-contentful-paint",
  "largest-contentful-paint",
  "total-blocking-time",
  "cumulative-layout-shift",
];

type Result = Pick<LighthouseResult, "categories" | "audits">;

export async function run(printLine: (line: string) => void): Promise<string[]> {
  const stage = await setStage();
  try {
    const { url } = await stage.start();
    await fillDatabase(process.env.DATABASE_URL, {
      users: 1_000,
      sessions: 10_000,
      open: 200,
      now: new Date(),
    });
    const cookie = await signIn(url, "Fedanoir");
    const lines: string[] = [];
    for (const path of PATHS) lines.push(...(await score(url + path, cookie, printLine)));
    return lines;
  } finally {
    await stage.end();
  }
}

async function score(address: string, cookie: string, printLine: (line: string) => void): Promise<string[]> {
  const { pathname } = new URL(address);
  const runs: Result[] = [];
  for (let n = 1; n <= RUNS; n++) {
    const { categories, audits } = await visitUntilTraced(address, cookie, printLine);
    runs.push({ categories, audits });
    const scores = CATEGORIES.map(
      (category) => `${category} ${((categories[category]?.score ?? 0) * 100).toFixed(0)}`,
    );
    const metrics = METRICS.map((metric) => `${metric} ${audits[metric]?.displayValue}`);
    printLine(`${pathname}, run ${n}/${RUNS}: ${[...scores, ...metrics].join(", ")}`);
  }
  return CATEGORIES.map((category) => {
    const scores = runs.map(({ categories }) => (categories[category]?.score ?? 0) * 100);
    return `${pathname}, ${category}: median ${inWords(spread(scores), 0)} of 100, ${RUNS} runs`;
  });
}

/**
 * Repeats a visit until its trace is complete. At times Chromium's trace lacks the beginning of the visit;
 * Lighthouse then measures nothing and asks for another run.
 */
async function visitUntilTraced(
  address: string,
  cookie: string,
  printLine: (line: string) => void,
): Promise<Result> {
  for (let left = MAX_UNTRACED; ; left--) {
    const result = await visit(address, cookie);
    const { runtimeError, finalDisplayedUrl } = result;
    if (!runtimeError && finalDisplayedUrl === address) return result;
    if (runtimeError?.code !== "NO_NAVSTART" || left === 0) {
      throw new Error(`Lighthouse saw ${finalDisplayedUrl}: ${runtimeError?.message}`);
    }
    printLine("the browser recorded no trace: trying again");
  }
}

/** Visits a page with a new browser, so that its cache is empty and its trace contains no earlier visit. */
async function visit(address: string, cookie: string): Promise<LighthouseResult> {
  const port = await freePort();
  const args = [`--remote-debugging-port=${port}`, ...(isRoot() ? ["--no-sandbox"] : [])];
  const browser = await chromium.launch({ executablePath: executable(), args });
  try {
    const result = await lighthouse(address, {
      port,
      onlyCategories: CATEGORIES,
      extraHeaders: { Cookie: cookie },
      logLevel: "error",
    });
    if (!result) throw new Error("Lighthouse gave no result");
    return result.lhr;
  } finally {
    await browser.close();
  }
}

function executable(): string | undefined {
  const found = findChromium();
  return found?.kind === "system" ? found.executablePath : undefined;
}
