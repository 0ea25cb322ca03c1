import { toLocalIso } from "@/lib/calendar/local-iso";
import { notice, print, printTable } from "@/lib/cli/terminal/print";
import { t } from "@/lib/cli/terminal/translator";
import { type CodesFile, type CodeWithRole, makeCodesFile } from "@/lib/cli/users/codes/codes-file";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { env } from "@/lib/env";
import { formatInstant } from "@/lib/i18n/format-instant";

/**
 * Hands out activation codes: in a file that is written before anything is final, or else on the terminal, once.
 *
 * @param change - makes the change; what it is given keeps its codes
 */
export async function withCodesFile<T>(
  file: string | undefined,
  change: (keep: (codes: CodeWithRole[]) => Promise<void>) => Promise<T>,
): Promise<T> {
  if (!file) return change(async () => {});
  const codesFile = await makeCodesFile(file);
  let kept = 0;
  try {
    const outcome = await change(async (codes) => {
      kept = codes.length;
      await codesFile.write(codes);
    });
    if (kept === 0) await codesFile.discard();
    return outcome;
  } catch (error) {
    // What was asked last may have been done though nobody could say so: then these codes are all there is of them.
    if (kept > 0 && isDatabaseUnavailable(error)) notice(t("users.add.codesKept", { file }));
    else await discardQuietly(codesFile);
    throw error;
  }
}

/** What failed before is what is to be said. */
async function discardQuietly(codesFile: CodesFile): Promise<void> {
  await codesFile.discard().catch(() => {});
}

export function deliverCodes(codes: CodeWithRole[], codesUntil: Date, file: string | undefined): void {
  if (codes.length === 0) return;
  const until = formatInstant(toLocalIso(codesUntil, env().timeZone));
  const url = `${env().appUrl}/activate`;
  if (file) {
    print(t("users.add.codesWritten", { file, url, until }));
    return;
  }
  const headings = [t("users.columns.username"), t("users.columns.name"), t("users.columns.code")];
  printTable(
    headings,
    codes.map(({ username, name, code }) => [username, name, code]),
  );
  print();
  print(t("users.add.codesOnce", { url, until }));
}
