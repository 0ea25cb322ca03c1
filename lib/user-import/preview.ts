import { createHash } from "node:crypto";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { processWide } from "@/lib/process-wide";
import { requireRate } from "@/lib/require-rate";
import { FileFault } from "@/lib/user-import/file-fault";
import {
  type ImportPreview,
  LINE_KINDS,
  type LineKind,
  MAX_REPORTED_LINES,
  type PreviewLine,
} from "@/lib/user-import/import-preview";
import { type ImportedUser, importUsers, planUsers } from "@/lib/user-import/import-users";
import type { LinePlan } from "@/lib/user-import/plan";
import { type CsvUsers, readCsv } from "@/lib/user-import/read-csv";
import type { Admin } from "@/lib/viewer";

/** A large file needs much memory for some seconds, so a process reads one at a time. */
const reading = processWide("user-import", () => ({ busy: false }));

/**
 * Previews what a file would change, line by line, without changing anything.
 *
 * @throws AppError `bad_request` with the file's fault in `file`, `line` and `columns`; `conflict` with the
 *   `reason` `import_running`; `forbidden`
 */
export function previewImport(admin: Admin, bytes: AsyncIterable<Uint8Array>): Promise<ImportPreview> {
  return oneAtATime(async () => {
    const { lines, ignored } = await readFile(bytes);
    const plan = await planUsers(admin, lines, { update: true });
    return { counts: countsOf(plan), lines: shownLines(plan), ignored, digest: digestOf(plan) };
  });
}

/**
 * Imports a file exactly as it was previewed: all or nothing.
 *
 * @param digest - `digest` of the preview
 * @returns the counts of all lines, the codes of the added users and their expiry (RFC 3339)
 * @throws AppError as {@link previewImport} and {@link importUsers}; `conflict` with the `reason` `changed`
 *   when the file would now change something else; `bad_request` with `file` `wrong_lines`;
 *   `too_many` when the administrator has imported too much
 */
export function applyImport(
  admin: Admin,
  bytes: AsyncIterable<Uint8Array>,
  digest: string,
): Promise<{ counts: Record<LineKind, number>; codes: ImportedUser[]; codesUntil: string }> {
  return oneAtATime(async () => {
    const { lines } = await readFile(bytes);
    const requireSame = (plan: LinePlan[]) => {
      if (digestOf(plan) !== digest) throw new AppError("conflict", { reason: "changed" });
      const { new: added, changed } = countsOf(plan);
      requireRate(admin, "import", added + changed);
    };
    const { plan, imported, codesUntil } = await importUsers(admin, lines, { update: true, requireSame });
    if (!imported) throw new AppError("bad_request", { file: "wrong_lines" });
    return { counts: countsOf(plan), codes: imported, codesUntil: toLocalIso(codesUntil, env().timeZone) };
  });
}

/** @throws AppError `conflict` with the `reason` `import_running` while another file is read */
async function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  if (reading.busy) throw new AppError("conflict", { reason: "import_running" });
  reading.busy = true;
  try {
    return await work();
  } finally {
    reading.busy = false;
  }
}

async function readFile(bytes: AsyncIterable<Uint8Array>): Promise<CsvUsers> {
  return readCsv(bytes).catch((error: unknown) => {
    if (!(error instanceof FileFault)) throw error;
    const { line = 0, columns = "" } = error.detail;
    throw new AppError("bad_request", { file: error.code, line: String(line), columns });
  });
}

function countsOf(plan: LinePlan[]): Record<LineKind, number> {
  const counts = { wrong: 0, changed: 0, new: 0, unchanged: 0 };
  for (const { kind } of plan) counts[kind]++;
  return counts;
}

function shownLines(plan: LinePlan[]): PreviewLine[] {
  return LINE_KINDS.flatMap((kind) =>
    plan
      .filter((line) => line.kind === kind)
      .slice(0, MAX_REPORTED_LINES)
      .map(toPreview),
  );
}

/** Number of characters that are shown of a cell of a wrong line, which can be much longer. */
const MAX_SHOWN = 100;

function toPreview(plan: LinePlan): PreviewLine {
  const { line, kind } = plan;
  const base = { line, kind, before: {}, faults: [], disabled: false };
  switch (plan.kind) {
    case "new":
      return { ...base, ...plan.account, email: plan.account.email ?? "" };
    case "unchanged":
      return { ...base, ...plan.known, email: plan.known.email ?? "" };
    case "changed": {
      const { known, fields } = plan;
      const before = {
        ...(fields.name !== undefined && { name: known.name }),
        ...(fields.role !== undefined && { role: known.role }),
        ...(fields.email !== undefined && { email: known.email ?? "" }),
      };
      const { username, name, role, disabled } = { ...known, ...fields };
      return { ...base, username, name, role, email: fields.email ?? known.email ?? "", before, disabled };
    }
    case "wrong": {
      const { username = "", name = "", role = "", email = "" } = plan.typed;
      const [shownUsername, shownName, shownRole, shownEmail] = [username, name, role, email].map(truncate);
      return {
        ...base,
        username: shownUsername ?? "",
        name: shownName ?? "",
        role: shownRole ?? "",
        email: shownEmail ?? "",
        faults: plan.faults,
      };
    }
  }
}

function truncate(text: string): string {
  const letters = Array.from(text);
  return letters.length > MAX_SHOWN ? `${letters.slice(0, MAX_SHOWN).join("")}…` : letters.join("");
}

/** Hashes the planned changes with the versions of the changed users. Unchanged lines are left out. */
function digestOf(plan: LinePlan[]): string {
  const hash = createHash("sha256");
  for (const line of plan) {
    if (line.kind === "new") hash.update(JSON.stringify(["new", line.account]));
    if (line.kind === "changed")
      hash.update(JSON.stringify([line.known.userId, line.known.version, line.fields]));
    if (line.kind === "wrong") hash.update(JSON.stringify(["wrong", line.line]));
  }
  return hash.digest("hex");
}
