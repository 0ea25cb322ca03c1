import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { z } from "zod";

/**
 * The exports of a benchmark, which is a file of bench/. `run` prints its progress with `printLine` and
 * returns its figures as lines.
 */
const Benchmark = z.object({
  description: z.string(),
  run: z.custom<(printLine: (line: string) => void) => Promise<string[]>>(
    (value) => typeof value === "function",
  ),
});

const folder = path.resolve("bench");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => path.basename(file, ".ts"));
const wanted = process.argv[2];

if (wanted === undefined) process.exitCode = names.map(runAlone).find((code) => code !== 0) ?? 0;
else if (names.includes(wanted)) await measure(wanted);
else {
  printLine(`no benchmark is called ${wanted}; there are: ${names.join(", ")}`);
  process.exitCode = 2;
}

/**
 * Runs a benchmark in a process of its own, so that nothing of an earlier one (a client, a heap) changes its
 * figures.
 *
 * @returns the exit code
 */
function runAlone(name: string): number {
  const { status } = spawnSync(process.execPath, [...process.execArgv, "bench/runner/run.ts", name], {
    stdio: "inherit",
  });
  return status ?? 1;
}

async function measure(name: string): Promise<void> {
  const { description, run } = Benchmark.parse(await import(path.join(folder, `${name}.ts`)));
  printLine(`${name}: ${description}`);
  printLine(
    `machine: ${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  );
  for (const line of await run((progress) => printLine(`  ${progress}`))) printLine(line);
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
