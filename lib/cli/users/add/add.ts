import { EXIT } from "@/lib/cli/terminal/exit";
import { print, printJson, printNotice } from "@/lib/cli/terminal/print";
import { progressBar } from "@/lib/cli/terminal/progress-bar";
import { t } from "@/lib/cli/terminal/translator";
import { describeFault, describeLine } from "@/lib/cli/users/add/describe-fault";
import { type AddSource, linesToAdd } from "@/lib/cli/users/add/lines-to-add";
import { deliverCodes, withCodesFile } from "@/lib/cli/users/codes/deliver-codes";
import { type Imported, importUsers, planUsers } from "@/lib/user-import/import-users";
import type { LinePlan } from "@/lib/user-import/plan";
import { SYSTEM } from "@/lib/viewer";

export interface AddOptions {
  update?: true;
  dryRun?: true;
  json?: true;
  /** A file for the activation codes. */
  codes?: string;
}

/** Maximum number of wrong lines that are printed; the others are only counted. */
const MAX_REPORTED = 1_000;

/** Runs `add`: adds users from a file, a number of them with one role, a single one, or interactively. */
export async function addUsersFrom(source: AddSource, options: AddOptions): Promise<void> {
  const lines = await linesToAdd(source);
  const { update = false, dryRun, json, codes: file } = options;
  if (dryRun) {
    reportPlan(await planUsers(SYSTEM, lines, { update }), source, options);
    return;
  }
  const bar = progressBar(t("users.add.writing"), lines.length);
  const imported = await withCodesFile(file, (beforeCommit) =>
    importUsers(SYSTEM, lines, { update, beforeCommit, onProgress: bar.show }),
  ).finally(bar.clear);
  if (!imported.imported) reportPlan(imported.plan, source, options);
  else if (json) printJson(outcomeOf(imported, file));
  else {
    print(t("users.add.added", countsOf(imported.plan)));
    deliverCodes(imported.imported, imported.codesUntil, file);
  }
}

function reportPlan(plan: LinePlan[], source: AddSource, { json }: AddOptions): void {
  const wrong = plan.filter((line) => line.kind === "wrong");
  if (wrong.length > 0) process.exitCode = EXIT.refused;
  if (json) printJson({ ...countsOf(plan), refused: wrong.map(toRefusal) });
  else if (wrong.length === 0) print(t("users.add.would", countsOf(plan)));
  else reportWrong(wrong, source);
}

function reportWrong(wrong: Wrong[], source: AddSource): void {
  for (const line of wrong.slice(0, MAX_REPORTED))
    printNotice("username" in source ? describeOne(line) : describeLine(line));
  if (wrong.length > MAX_REPORTED) printNotice(t("users.add.more", { count: wrong.length - MAX_REPORTED }));
  printNotice(
    "username" in source ? t("users.add.nothing") : t("users.add.refused", { count: wrong.length }),
  );
}

function countsOf(plan: LinePlan[]) {
  const of = (kind: LinePlan["kind"]) => plan.filter((line) => line.kind === kind).length;
  return { count: of("new"), changed: of("changed"), unchanged: of("unchanged") };
}

type Wrong = Extract<LinePlan, { kind: "wrong" }>;

function describeOne({ faults, typed }: Wrong): string {
  return faults.map((fault) => describeFault(fault, typed)).join("\n");
}

function toRefusal({ line, faults, typed }: Wrong) {
  return { line, faults: faults.map((fault) => ({ ...fault, message: describeFault(fault, typed) })) };
}

/** Builds the JSON result. The codes are in it only when they are not in a file. */
function outcomeOf({ plan, imported, codesUntil }: Imported, file: string | undefined) {
  const added = imported?.map(({ code, ...person }) => (file ? person : { ...person, code }));
  return { ...countsOf(plan), added, codesUntil, codesFile: file };
}
