import path from "node:path";
import { ensureBuilt, ensureClient } from "@/lib/cli/product/build";
import { type Database, openDatabase } from "@/lib/cli/product/database";
import { loadDotenv } from "@/lib/cli/product/dotenv";
import { requireFreePort } from "@/lib/cli/product/free-port";
import { runProgram } from "@/lib/cli/product/run-program";
import { serveNext } from "@/lib/cli/product/serve-next";
import { catchInterruption, interrupted } from "@/lib/cli/terminal/interruption";
import { step } from "@/lib/cli/terminal/progress";
import { messageOfError } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";
import { hasUsers } from "@/lib/db/has-users";
import { migrate } from "@/lib/db/migrate";
import { type Env, readEnv } from "@/lib/env";
import { keptSecret } from "@/lib/secrets";

type Mode = "production" | "development";

/** What has been begun: ended in the opposite order, whatever became of the start. */
type Begun = (() => Promise<void>)[];

/** What is other about a demonstration. */
export interface Demonstration {
  /** Come before those of the environment. */
  settings: Record<string, string>;
  openDatabase: () => Promise<Database>;
  /** Fills the database, which has the sample accounts. @returns how to sign in */
  fill: () => Promise<string>;
  /** What happens once the product answers. @returns stops it */
  begin: (url: string) => () => Promise<void>;
}

/** `npm start`, `npm run dev` and `npm run demo`: everything from an empty folder to a page that answers, until told to stop. */
export async function runProduct(mode: Mode, demonstration?: Demonstration): Promise<never> {
  const signal = catchInterruption();
  const begun: Begun = [];
  let failed = false;
  try {
    await start(mode, signal, begun, demonstration);
    await interrupted(signal);
    process.stdout.write(`\n${t("stopping")}\n`);
  } catch (error) {
    failed = !signal.aborted; // what fails because of Ctrl-C is no failure
    if (failed) process.stderr.write(`\n${messageOfError(error)}\n`);
  }
  for (const end of begun.reverse()) {
    await end().catch((error: unknown) => {
      process.stderr.write(`${messageOfError(error)}\n`);
      failed = true;
    });
  }
  process.exit(failed ? 1 : 0);
}

async function start(
  mode: Mode,
  signal: AbortSignal,
  begun: Begun,
  demonstration?: Demonstration,
): Promise<void> {
  loadDotenv();
  Object.assign(process.env, demonstration?.settings);
  const env = readEnv(process.env);
  await requireFreePort(env.port);
  await prepareProcess(mode, env);
  await (mode === "production" ? ensureBuilt(signal) : ensureClient(signal));
  const seeded = await prepareDatabase(signal, begun, demonstration?.openDatabase);
  const accounts = demonstration ? await demonstration.fill() : seeded;
  try {
    signal.throwIfAborted();
    begun.push(await step(t("step.serve"), () => serveNext(mode === "development", env)));
  } catch (error) {
    // A password that is kept nowhere must have been shown, whatever fails or is stopped here.
    if (accounts) process.stdout.write(`\n${accounts}\n`);
    throw error;
  }
  announce(env, accounts);
  if (demonstration) begun.push(demonstration.begin(env.appUrl));
}

/** The application reads these when it is loaded: they must be there before. */
async function prepareProcess(mode: Mode, env: Env): Promise<void> {
  Object.assign(process.env, {
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_URL: env.appUrl,
    NEXTAUTH_SECRET: env.authSecret ?? (await keptSecret(path.resolve(env.dataDir, "auth-secret"))),
  });
}

/** @returns how to sign in, as the seed says it; null when there were people already */
async function prepareDatabase(
  signal: AbortSignal,
  begun: Begun,
  open = openDatabase,
): Promise<string | null> {
  const title = process.env.DATABASE_URL ? t("step.database") : t("step.embedded_database");
  const { url, release } = await step(title, open);
  begun.push(release);
  process.env.DATABASE_URL = url;
  const told = (count: number) => t("migrations", { count });
  await step(t("step.migrations"), () => migrate(url, signal), told);
  if (await hasUsers(url)) return null;
  return step(t("step.accounts"), () => runProgram(["--import", "tsx", "prisma/seed.ts"], { signal }));
}

function announce({ appUrl, insecureHttp }: Env, accounts: string | null): void {
  const lines = ["", t("ready", { url: appUrl }), accounts ?? t("sign_in"), t("how_to_stop"), ""];
  if (insecureHttp) lines.splice(1, 0, t("insecure"));
  process.stdout.write(lines.join("\n"));
}
