import { bin, printLine, runStep, type Step, type StepResult } from "@/tools/run-step";

const STEPS: Step[] = [
  { name: "names", command: [process.execPath, "--import", "tsx", "tools/check-names.ts"] },
  { name: "comments", command: [process.execPath, "--import", "tsx", "tools/check-comments.ts"] },
  { name: "schema (prisma)", command: bin("prisma", "validate") },
  { name: "style and lint (biome)", command: bin("biome", "check", "--error-on-warnings") },
  { name: "types (tsc)", command: bin("tsc", "--noEmit") },
  { name: "nothing unused (knip)", command: bin("knip", "--no-progress", "--treat-config-hints-as-errors") },
  {
    name: "imports (dependency-cruiser)",
    command: [process.execPath, "--import", "tsx", "tools/check-imports.ts"],
  },
];

/** Runs all static checks in parallel and reports each, also after a failure. */
export async function runStaticChecks(): Promise<{ passed: number; failed: number }> {
  const results = await Promise.all(STEPS.map((step) => runStep(step)));
  for (const result of results) report(result);
  const passed = results.filter((result) => result.ok).length;
  return { passed, failed: results.length - passed };
}

function report({ name, ok, output, ms }: StepResult): void {
  printLine(`${ok ? "✓" : "✗"} ${name} (${(ms / 1000).toFixed(1)} s)`);
  if (!ok) printLine(output.trimEnd());
}
