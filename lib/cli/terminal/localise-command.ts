import type { Command } from "commander";
import { EXIT } from "@/lib/cli/terminal/exit";
import { t } from "@/lib/cli/terminal/translator";

/** commander writes English: its headings, and its complaints by their codes. */
const HEADINGS: Record<string, string> = {
  "Usage:": t("users.help.usage"),
  "Options:": t("users.help.options"),
  "Commands:": t("users.help.commands"),
  "Arguments:": t("users.help.arguments"),
};

/** Lets a command speak the terminal's language, and end with codes of ours. */
export function localiseCommand(command: Command): Command {
  return command
    .helpOption("-h, --help", t("users.options.help"))
    .helpCommand("help [command]", t("users.help.command"))
    .configureHelp({ styleTitle: (title) => HEADINGS[title] ?? title })
    .configureOutput({ writeErr: () => {} }) // said below, by its code
    .exitOverride((error) => {
      if (error.exitCode !== 0) {
        const sentence = error.code === "konekte.oneWay" ? error.message : complaintOf(error);
        const path = [command.parent?.name(), command.name()].filter(Boolean).join(" ");
        process.stderr.write(`${sentence}\n${t("users.usage.seeHelp", { command: path })}\n`);
        process.exitCode = EXIT.usage;
      }
      throw error;
    });
}

/** What it is about stands in quotes in commander's own sentence. */
function complaintOf({ code, message }: { code: string; message: string }): string {
  const what = /'([^']*)'/.exec(message)?.[1] ?? "";
  switch (code) {
    case "commander.unknownOption":
      return t("users.usage.unknownOption", { what });
    case "commander.unknownCommand":
      return t("users.usage.unknownCommand", { what });
    case "commander.missingArgument":
      return t("users.usage.missingArgument", { what });
    case "commander.optionMissingArgument":
      return t("users.usage.optionMissingArgument", { what });
    case "commander.excessArguments":
      return t("users.usage.excessArguments");
    case "commander.invalidArgument":
      return t("users.usage.invalidArgument", { what });
    default:
      return t("users.usage.other");
  }
}
