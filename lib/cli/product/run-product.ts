import path from "node:path";
import { describeNotices, type Finding } from "@/lib/cli/findings/finding";
import { listFindings } from "@/lib/cli/findings/list-findings";
import { ensureBuilt, ensureClient } from "@/lib/cli/product/build";
import { type Database, openDatabase } from "@/lib/cli/product/database";
import { loadDotenv } from "@/lib/cli/product/dotenv";
import { requireFreePort } from "@/lib/cli/product/free-port";
import { ProgramFailed, runProgram } from "@/lib/cli/product/run-program";
import { serveNext } from "@/lib/cli/product/serve-next";
import { catchInterruption, waitForInterruption } from "@/lib/cli/terminal/interruption";
import { print, printNotice } from "@/lib/cli/terminal/print";
import { step } from "@/lib/cli/terminal/progress";
import { messageOfError, Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";
import { hasUsers } from "@/lib/db/has-users";
import { prepareSchema } from "@/lib/db/prepare-schema";
import { type Env, readEnv } from "@/lib/env";
import { readOrMakeSecret } from "@/lib/secrets";

type Mode = "production" | "development";

/** Functions that stop the started parts. They run in reverse order, also when the start fails. */
type Stops = (() => Promise<void>)[];

/** The parts in which a demonstration differs from the product. */
export interface Demonstration {
  /** Environment variables; they override those of the environment and of `.env`. */
  settings: Record<string, string>;
  openDatabase: () => Promise<Database>;
  /**
   * Fills the database, which has the sample accounts. Resolves with the lines that explain how to sign in.
   */
  fill: () => Promise<string>;
  /** Starts the simulation once the product serves requests. Returns the function that stops it. */
  begin: (url: string) => () => Promise<void>;
}

/**
 * Runs `npm start`, `npm run dev` or `npm run demo`: prepares everything from an empty folder, serves the
 * product until the first signal, then stops it and exits with 0, or with 1 after a failure.
 */
export async function runProduct(mode: Mode, demonstration?: Demonstration): Promise<never> {
  const signal = catchInterruption();
  const stops: Stops = [];
  let failed = false;
  try {
    await start(mode, signal, stops, demonstration);
    await waitForInterruption(signal);
    print(`\n${t("stopping")}`);
  } catch (error) {
    failed = !signal.aborted; // an error caused by Ctrl-C is not a failure
    if (failed) printNotice(`\n${messageOfError(error)}`);
  }
  for (const end of stops.reverse()) {
    await end().catch((error: unknown) => {
      printNotice(messageOfError(error));
      failed = true;
    });
  }
  process.exit(failed ? 1 : 0);
}

async function start(
  mode: Mode,
  signal: AbortSignal,
  stops: Stops,
  demonstration?: Demonstration,
): Promise<void> {
  loadDotenv();
  Object.assign(process.env, demonstration?.settings);
  const env = readEnv(process.env);
  await requireFreePort(env.port);
  await prepareProcess(mode, env);
  await (mode === "production" ? ensureBuilt(signal) : ensureClient(signal));
  const seeded = await prepareDatabase(signal, stops, demonstration?.openDatabase);
  const signInHelp = demonstration ? await demonstration.fill() : seeded;
  try {
    signal.throwIfAborted();
    stops.push(await step(t("step.serve"), () => serveNext(mode === "development", env)));
  } catch (error) {
    // A random password is stored nowhere: print it also when the start fails or is stopped here.
    if (signInHelp) print(`\n${signInHelp}`);
    throw error;
  }
  announce(env, signInHelp, await listFindings(env, process.env.DATABASE_URL ?? "", new Date()));
  if (demonstration) stops.push(demonstration.begin(env.appUrl));
}

/** Sets the environment variables that the application reads when it is imported. */
async function prepareProcess(mode: Mode, env: Env): Promise<void> {
  Object.assign(process.env, {
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_URL: env.appUrl,
    NEXTAUTH_SECRET: env.authSecret ?? (await readOrMakeSecret(path.resolve(env.dataDir, "auth-secret"))),
  });
}

/**
 * Opens the database, applies pending migrations and seeds an empty database.
 *
 * @returns the seed's output, which explains how to sign in; null when the database had users already
 */
async function prepareDatabase(
  signal: AbortSignal,
  stops: Stops,
  open = openDatabase,
): Promise<string | null> {
  const title = process.env.DATABASE_URL ? t("step.database") : t("step.embedded_database");
  const database = await step(title, open);
  stops.push(database.release);
  const summarise = (count: number) => t("migrations", { count });
  await step(t("step.migrations"), () => prepareSchema(database, signal), summarise);
  // From here on, this process and those that it starts have the role that only serves.
  Object.assign(process.env, { DATABASE_URL: database.url, MIGRATION_DATABASE_URL: "" });
  if (await hasUsers(database.url)) return null;
  return step(t("step.accounts"), () => seed(signal));
}

/** @throws Refusal with the output of the seed, which says what is wrong, for example with SEED_PASSWORD */
async function seed(signal: AbortSignal): Promise<string> {
  return runProgram(["--import", "tsx", "prisma/seed.ts"], { signal }).catch((error: unknown) => {
    throw error instanceof ProgramFailed ? new Refusal(error.output) : error;
  });
}

function announce({ appUrl }: Env, signInHelp: string | null, findings: Finding[]): void {
  const lines = [
    "",
    ...describeNotices(findings),
    t("ready", { url: appUrl }),
    signInHelp ?? t("sign_in"),
    t("how_to_stop"),
  ];
  print(lines.join("\n"));
}
