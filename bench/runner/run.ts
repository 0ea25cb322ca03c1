import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { z } from "zod";
import { type Comparison, spread } from "./pairs";

/** A benchmark is a file of bench/ that exports these two. */
const Benchmark = z.object({
  description: z.string(),
  run: z.custom<(say: (line: string) => void) => Promise<Comparison>>((value) => typeof value === "function"),
});

const folder = path.resolve("bench");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => path.basename(file, ".ts"));
const wanted = process.argv[2];

if (wanted === undefined) process.exitCode = names.map(runAlone).find((code) => code !== 0) ?? 0;
else if (names.includes(wanted)) await measure(wanted);
else {
  say(`no benchmark is called ${wanted}; there are: ${names.join(", ")}`);
  process.exitCode = 2;
}

/** A process for each: nothing that one leaves behind (a client, a heap) is in the other's figures. */
function runAlone(name: string): number {
  const { status } = spawnSync(process.execPath, [...process.execArgv, "bench/runner/run.ts", name], {
    stdio: "inherit",
  });
  return status ?? 1;
}

async function measure(name: string): Promise<void> {
  const { description, run } = Benchmark.parse(await import(path.join(folder, `${name}.ts`)));
  say(`${name}: ${description}`);
  say(
    `machine: ${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  );
  report(await run((line) => say(`  ${line}`)));
}

function report({ unit, base, other, ratios }: Comparison): void {
  for (const side of [base, other]) say(`${side.name}: median ${words(side.perSecond, 1)} ${unit}`);
  say(`${other.name} / ${base.name}: median ${words(ratios, 3)}, ${ratios.length} alternating pairs`);
}

function words(values: number[], digits: number): string {
  const { median, min, max, q1, q3 } = spread(values);
  const [middle, low, high, first, third] = [median, min, max, q1, q3].map((value) => value.toFixed(digits));
  return `${middle} (${low}–${high}, middle half ${first}–${third})`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
