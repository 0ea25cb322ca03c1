import { t } from "@/lib/cli/terminal/translator";
import { DatabaseFault } from "@/lib/db/database-fault";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { EnvError } from "@/lib/env";

/** An expected failure that a person can correct. Only its message is printed, without a stack. */
export class Refusal extends Error {
  override name = "Refusal";
}

/** Returns the sentence for a database fault: its cause, and what to do about it. */
export function messageOfFault({ code, detail }: DatabaseFault): string {
  const sentence = t(`fault.${code}`, detail);
  // The explanation of Prisma has several lines, so it is not a value of the sentence.
  return code === "migration_failed" ? `${sentence}\n${detail.output}` : sentence;
}

/** Returns the text to print about a failure: a sentence for an expected one, the stack for a bug. */
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
