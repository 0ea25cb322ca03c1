import { access } from "node:fs/promises";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";
import { errorCode } from "@/lib/error-code";
import { type Draft, openDraft } from "@/lib/write-durable";

/**
 * Opens a draft of a file that only this user can read. An existing file stays until the draft is complete.
 *
 * @param force - an existing file may be replaced
 * @throws Refusal when the file exists and may not be replaced, or cannot be created
 */
export async function makeOutputFile(file: string, { force }: { force: boolean }): Promise<Draft> {
  if (!force && (await exists(file))) throw new Refusal(t("users.export.exists", { file }));
  return openDraft(file, "latest").catch((error: unknown) => {
    throw new Refusal(t("users.export.unwritable", { file, reason: errorCode(error) }));
  });
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
