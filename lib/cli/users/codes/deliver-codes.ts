import { toLocalIso } from "@/lib/calendar/local-iso";
import { print, printNotice, printTable } from "@/lib/cli/terminal/print";
import { t } from "@/lib/cli/terminal/translator";
import { type CodesFile, type CodeWithRole, makeCodesFile } from "@/lib/cli/users/codes/codes-file";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { env } from "@/lib/env";
import { formatInstant } from "@/lib/i18n/format-instant";

/**
 * Makes a change that issues activation codes. With a file, the codes are written there before the commit;
 * the file is deleted when the change fails or issues no code.
 *
 * @param file - undefined: `change` gets a function that does nothing
 * @param change - makes the change, and passes its codes to the given function before it commits
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
    // The commit may have succeeded although its reply was lost. Then this file has the only copy of the
    // codes.
    if (kept > 0 && isDatabaseUnavailable(error)) printNotice(t("users.add.codesKept", { file }));
    else await discardQuietly(codesFile);
    throw error;
  }
}

/** Ignores a failure to delete the file: the error before it is the one to report. */
async function discardQuietly(codesFile: CodesFile): Promise<void> {
  await codesFile.discard().catch(() => {});
}

/** Prints the codes once as a table, or the path of the file that has them; prints nothing without codes. */
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
