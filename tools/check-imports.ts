import { spawnSync } from "node:child_process";
import { z } from "zod";
import { circlesOfRooms } from "@/tools/rooms";
import { bin, printLine } from "@/tools/run-step";

/**
 * Checks the import rules (.dependency-cruiser.mjs) and that no rooms import each other in a circle. Both use
 * one scan of all imports.
 */
const Cruise = z.object({
  modules: z.array(
    z.object({ source: z.string(), dependencies: z.array(z.object({ resolved: z.string() })) }),
  ),
  summary: z.object({
    violations: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        rule: z.object({ name: z.string() }),
        via: z.array(z.object({ name: z.string() })).optional(),
      }),
    ),
  }),
});

/**
 * Folders whose sub-folders are rooms. Files elsewhere (pages, journeys, benchmarks) are not checked for
 * circles.
 */
const ROOMED = /^(components|lib|tools)\//;

const [program = "", ...args] = bin(
  "depcruise",
  "--config",
  ".dependency-cruiser.mjs",
  "--output-type",
  "json",
  ".",
);
const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
if (stdout === "") throw new Error(stderr);
const { modules, summary } = Cruise.parse(JSON.parse(stdout));

const imports = modules.flatMap(({ source, dependencies }) =>
  dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
);
const faults = [
  ...summary.violations.map(({ rule, from, to, via }) =>
    [`${rule.name}: ${from}`, ...(via ? via.map(({ name }) => name) : [to])].join(" → "),
  ),
  ...circlesOfRooms(imports.filter(({ from, to }) => ROOMED.test(from) && ROOMED.test(to))).map(
    (tie) => `circle of rooms: ${tie}`,
  ),
];
for (const fault of faults) printLine(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
