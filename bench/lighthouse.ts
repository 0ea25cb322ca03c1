import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { freePort } from "@/lib/testing/application";
import { findChromium, isRoot } from "@/lib/testing/chromium";
import { fillDatabase } from "@/lib/testing/fill-database";
import { inWords } from "./runner/pairs";
import { signIn } from "./runner/sign-in";
import { spread } from "./runner/spread";
import { setStage } from "./runner/stage";

export const description =
  "Lighthouse's scores of the administrators' pages, on its mobile setting (slow 4G, a slow processor, simulated)";

const RUNS = 5;
const PATHS = ["/admin/active-users", "/admin"];
const CATEGORIES = ["performance", "accessibility"];

export async function run(say: (line: string) => void): Promise<string[]> {
  const stage = await setStage();
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: executable(),
    args: [`--remote-debugging-port=${port}`, ...(isRoot() ? ["--no-sandbox"] : [])],
  });
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
    for (const path of PATHS) lines.push(...(await score(url + path, cookie, port, say)));
    return lines;
  } finally {
    await browser.close();
    await stage.end();
  }
}

async function score(
  address: string,
  cookie: string,
  port: number,
  say: (line: string) => void,
): Promise<string[]> {
  const scores = new Map<string, number[]>(CATEGORIES.map((category) => [category, []]));
  let version = "";
  for (let n = 1; n <= RUNS; n++) {
    const result = await lighthouse(address, {
      port,
      onlyCategories: CATEGORIES,
      extraHeaders: { Cookie: cookie },
      logLevel: "error",
    });
    if (!result || result.lhr.runtimeError || result.lhr.finalDisplayedUrl !== address) {
      throw new Error(
        `Lighthouse saw ${result?.lhr.finalDisplayedUrl}: ${result?.lhr.runtimeError?.message}`,
      );
    }
    version = result.lhr.lighthouseVersion;
    for (const [category, values] of scores) values.push((result.lhr.categories[category]?.score ?? 0) * 100);
    const shown = [...scores].map(([category, values]) => `${category} ${values.at(-1)?.toFixed(0)}`);
    say(`${new URL(address).pathname}, run ${n}/${RUNS}: ${shown.join(", ")}`);
  }
  return [...scores].map(
    ([category, values]) =>
      `${new URL(address).pathname}, ${category}: median ${inWords(spread(values), 0)} of 100, ${RUNS} runs, Lighthouse ${version}`,
  );
}

function executable(): string | undefined {
  const found = findChromium();
  return found?.kind === "system" ? found.executablePath : undefined;
}
