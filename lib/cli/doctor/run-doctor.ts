import { existsSync } from "node:fs";
import { describeFinding, type Finding, makeFinding } from "@/lib/cli/findings/finding";
import { listFindings } from "@/lib/cli/findings/list-findings";
import { openDatabase } from "@/lib/cli/product/database";
import { loadDotenv } from "@/lib/cli/product/dotenv";
import { print, printJson } from "@/lib/cli/terminal/print";
import { messageOfError } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";
import { embeddedFolder, layOut } from "@/lib/db/embedded/address";
import { type Env, readEnv } from "@/lib/env";

/** Exit codes of `npm run doctor`: something to do comes before something that could not be checked. */
export const DOCTOR_EXIT = { fine: 0, act: 1, unknown: 2 } as const;

const MARKS = { fine: "✓", act: "!", unknown: "?" } as const;

/**
 * Runs `npm run doctor`: prints what an operator should know, fine or not, and sets the exit code. It works
 * while the product runs or not. It changes no data; an embedded server that does not run is started for the
 * check, with all that a start prepares (its account, the owner of its folder, its roles).
 */
export async function runDoctor({ json }: { json?: true }, now: Date): Promise<void> {
  loadDotenv();
  const findings = await listAllFindings(readEnv(process.env), now);
  const count = (state: Finding["state"]) => findings.filter((finding) => finding.state === state).length;
  if (json) printJson(findings.map((finding) => ({ ...finding, message: describeFinding(finding) })));
  else {
    for (const finding of findings) print(`${MARKS[finding.state]} ${describeFinding(finding)}`);
    print(`\n${t("doctor.summary", { act: count("act"), unknown: count("unknown") })}`);
  }
  process.exitCode = DOCTOR_EXIT[count("act") > 0 ? "act" : count("unknown") > 0 ? "unknown" : "fine"];
}

/** Opens the database only when there is one, because the embedded one would be made otherwise. */
async function listAllFindings(env: Env, now: Date): Promise<Finding[]> {
  if (env.databaseUrl) return listFindings(env, env.databaseUrl, now);
  if (!existsSync(layOut(embeddedFolder()).cluster))
    return listFindings(env, makeFinding("postgres_missing"), now);
  const opened = await openDatabase().catch((error: unknown) =>
    makeFinding("postgres_unknown", { reason: messageOfError(error) }),
  );
  if ("code" in opened) return listFindings(env, opened, now);
  try {
    return await listFindings(env, opened.url, now);
  } finally {
    await opened.release();
  }
}
