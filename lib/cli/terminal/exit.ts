import { printNotice } from "@/lib/cli/terminal/print";
import { messageOfError, Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";
import { AppError } from "@/lib/errors";
import { FileFault } from "@/lib/user-import/file-fault";

/** Exit codes of the commands, for scripts. */
export const EXIT = {
  failure: 1,
  usage: 2,
  /**
   * Nothing was changed. One exception: `reset-password` for several users still issues codes for the enabled
   * ones when it refuses the disabled ones.
   */
  refused: 3,
} as const;

/**
 * Prints why a command failed, and sets the exit code: `refused` for an expected refusal, `failure`
 * otherwise.
 */
export function reportFailure(error: unknown): void {
  const sentence = refusalOf(error);
  printNotice(sentence ?? messageOfError(error));
  process.exitCode = sentence || error instanceof Refusal ? EXIT.refused : EXIT.failure;
}

/** @returns the sentence for an expected refusal; null for any other error */
function refusalOf(error: unknown): string | null {
  if (error instanceof FileFault) {
    const { line = 0, columns = "" } = error.detail;
    return t(`users.file.${error.code}`, { line, columns });
  }
  if (!(error instanceof AppError)) return null;
  const { reason, username } = error.detail ?? {};
  if (error.code === "not_found" && username) return t("users.refused.not_found", { username });
  switch (reason) {
    case "self":
    case "last_administrator":
    case "taken":
    case "changed":
    case "import_running":
      return t(`users.refused.${reason}`);
    default:
      return null;
  }
}
