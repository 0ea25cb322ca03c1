import { t } from "@/lib/cli/terminal/translator";
import { DatabaseFault } from "@/lib/db/database-fault";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { EnvError } from "@/lib/env";

/** The command can't go on, and a person can mend it: the message is all that they read. */
export class Refusal extends Error {
  override name = "Refusal";
}

/** One sentence: what happened, what is kept, what to do. */
export function messageOfFault({ code, detail }: DatabaseFault): string {
  return t(`fault.${code}`, detail);
}

/** What to print about a failure: a sentence for what was to be expected, the stack for a bug. */
export function messageOfError(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof DatabaseFault) return messageOfFault(error);
  if (isDatabaseUnavailable(error)) return t("unavailable");
  if (error instanceof EnvError) {
    return [
      t("settings_wrong"),
      ...error.settings.map((name) => `  - ${name} : ${t(`settings.${name}`)}`),
    ].join("\n");
  }
  return `${t("unexpected")}\n${error instanceof Error ? error.stack : String(error)}`;
}
