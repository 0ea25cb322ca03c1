import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureBuilt } from "@/lib/cli/product/build";
import { messageOfError } from "@/lib/cli/terminal/refusal";
import { findChromium, INSTALL_BY_HAND, mayInstall } from "@/lib/testing/programs/chromium";
import { bin, printLine, runStep } from "@/tools/run-step";
import { runStaticChecks } from "@/tools/static-checks";
import { type Counts, countPlaywright, countVitest, judge, sum } from "@/tools/test-counts";

/** `npm test`: runs all checks and tests to the end, also after a failure. Exits with 1 when one failed. */
const reports = await mkdtemp(path.join(tmpdir(), "konekte-reports-"));
const began = performance.now();
const results: Counts[] = [];

await step("Static checks", runStaticChecks);
await step("Unit, integration and database tests", runVitest);
const built = await step("Production build", build);
await step("Faults", () => (built ? runCampaign("campaign") : notRun("there is no build to break")));
await step("Attacks", () => (built ? runCampaign("attack") : notRun("there is no build to attack")));
await step("Browser tests", () => (built ? runBrowserTests() : notRun("there is no build to test")));

await rm(reports, { recursive: true, force: true });
const { passed, failed } = sum(results);
printLine(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

async function step(title: string, run: () => Promise<Counts>): Promise<boolean> {
  printLine(`\n── ${title} (${((performance.now() - began) / 1000).toFixed(0)} s)`);
  const counts = await run();
  printLine(`${title}: ${counts.passed} ok, ${counts.failed} not`);
  results.push(counts);
  return counts.failed === 0;
}

async function runVitest(): Promise<Counts> {
  const report = path.join(reports, "vitest.json");
  const command = bin("vitest", "run", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`);
  const { ok } = await runStep({ name: "vitest", command }, true);
  return judge(await counted(report, countVitest), ok);
}

async function build(): Promise<Counts> {
  try {
    await ensureBuilt();
    return { passed: 1, failed: 0 };
  } catch (error) {
    printLine(messageOfError(error));
    return { passed: 0, failed: 1 };
  }
}

/** Runs the short form of a campaign, each fault or attack once. The whole campaign counts as one test. */
async function runCampaign(name: "campaign" | "attack"): Promise<Counts> {
  const command = [process.execPath, "--import", "tsx", `lib/testing/${name}/run.ts`, "--short"];
  const { ok } = await runStep({ name, command }, true);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runBrowserTests(): Promise<Counts> {
  if (!findChromium() && !(await installChromium()))
    return notRun(`no Chromium found; run: ${INSTALL_BY_HAND}`);
  const found = findChromium();
  printLine(
    found?.kind === "system" ? `browser: ${found.executablePath}` : "browser: Playwright's own Chromium",
  );
  const report = path.join(reports, "playwright.json");
  const command = bin("playwright", "test", "--reporter=dot,json");
  const { ok } = await runStep({ name: "playwright", command }, true, {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return judge(await counted(report, countPlaywright), ok);
}

async function installChromium(): Promise<boolean> {
  if (!mayInstall()) return false;
  printLine("no Chromium found: installing the system's (apt-get install chromium)");
  const command = ["sh", "-c", "apt-get update -q && apt-get install -qy --no-install-recommends chromium"];
  const { ok, output } = await runStep({ name: "chromium", command }, false, {
    DEBIAN_FRONTEND: "noninteractive",
  });
  if (!ok) printLine(output);
  return ok;
}

async function notRun(why: string): Promise<Counts> {
  printLine(`not run: ${why}`);
  return { passed: 0, failed: 1 };
}

/** Reads the counts of a report. Without a readable report no test has run. */
async function counted(report: string, count: (report: unknown) => Counts): Promise<Counts> {
  try {
    return count(JSON.parse(await readFile(report, "utf8")));
  } catch {
    return { passed: 0, failed: 0 };
  }
}
