import { access } from "node:fs/promises";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";
import { errorCode } from "@/lib/error-code";
import { type Draft, openDraft } from "@/lib/write-durable";

/**
 * A file that only this user can read. An older one of this name stays until it is whole.
 *
 * @throws Refusal when there is one already that may not be replaced, or it can't be made
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
