import { Command, CommanderError } from "commander";
import { DOCTOR_EXIT, runDoctor } from "@/lib/cli/doctor/run-doctor";
import { localiseCommand } from "@/lib/cli/terminal/localise-command";
import { printNotice } from "@/lib/cli/terminal/print";
import { messageOfError } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";

/** `npm run doctor`: says what is fine and what to do about the machine, the settings and the database. */
const program = localiseCommand(new Command("npm run doctor --"))
  .helpCommand(false)
  .description(t("doctor.about"))
  .option("--json", t("users.options.json"))
  .addHelpText("after", `\n${t("doctor.exits")}`)
  .action((options: { json?: true }) => runDoctor(options, new Date()));
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) {
    printNotice(messageOfError(error));
    process.exitCode = DOCTOR_EXIT.unknown;
  }
}
