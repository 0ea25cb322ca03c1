import { type Command, CommanderError } from "commander";
import { BackupFault } from "@/lib/backup/backup-fault";
import { EXIT, reportFailure } from "@/lib/cli/terminal/exit";
import { printNotice } from "@/lib/cli/terminal/print";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";

/** Parses and runs a command line. Prints a failure to standard error and sets the exit code. */
export async function runCommandLine(program: Command, args: string[]): Promise<void> {
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return; // localiseCommand has printed it
    if (error instanceof Error && error.name === "AbortError") {
      printNotice(t("backup.interrupted"));
      process.exitCode = EXIT.failure;
    } else reportFailure(error instanceof BackupFault ? toRefusal(error) : error);
  }
}

function toRefusal({ code, detail }: BackupFault): Refusal {
  return new Refusal(t(`backup.fault.${code}`, detail));
}
