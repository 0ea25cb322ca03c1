import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { hashSources, isBuilt, stampBuild } from "@/lib/cli/product/build-stamp";
import { ProgramFailed, runProgram } from "@/lib/cli/product/run-program";
import { step } from "@/lib/cli/terminal/progress";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";

/**
 * Builds the product, unless the last build was made from the current sources.
 *
 * @throws Refusal with the output of the build when it fails
 */
export async function ensureBuilt(signal?: AbortSignal): Promise<void> {
  const root = process.cwd();
  if (await isBuilt(root)) return;
  await step(t("step.build"), async () => {
    const sources = await hashSources(root);
    await rm(".next/konekte-sources", { force: true }); // an interrupted build must not count as one
    await runOrRefuse(["node_modules/prisma/build/index.js", "generate"], signal);
    await runOrRefuse(["node_modules/next/dist/bin/next", "build"], signal);
    await stampBuild(root, sources);
  });
}

/**
 * Generates the database client when it is missing. `npm ci` generates it, except with `--ignore-scripts`.
 *
 * @throws Refusal with the output of Prisma when it fails
 */
export async function ensureClient(signal?: AbortSignal): Promise<void> {
  if (existsSync("lib/db/generated/client.ts")) return;
  await runOrRefuse(["node_modules/prisma/build/index.js", "generate"], signal);
}

async function runOrRefuse(args: string[], signal?: AbortSignal): Promise<void> {
  try {
    await runProgram(args, {
      signal,
      env: { NEXT_TELEMETRY_DISABLED: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    });
  } catch (error) {
    if (error instanceof ProgramFailed) throw new Refusal(`${t("build_failed")}\n${error.output}`);
    throw error;
  }
}
