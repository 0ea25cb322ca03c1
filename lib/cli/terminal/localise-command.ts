import type { Command } from "commander";
import { EXIT } from "@/lib/cli/terminal/exit";
import { printNotice } from "@/lib/cli/terminal/print";
import { t } from "@/lib/cli/terminal/translator";

/** Translations of the English headings of commander's help. */
const HEADINGS: Record<string, string> = {
  "Usage:": t("users.help.usage"),
  "Options:": t("users.help.options"),
  "Commands:": t("users.help.commands"),
  "Arguments:": t("users.help.arguments"),
};

/** Makes a command print help and errors in the language of the terminal, and end with our exit codes. */
export function localiseCommand(command: Command): Command {
  return command
    .helpOption("-h, --help", t("users.options.help"))
    .helpCommand("help [command]", t("users.help.command"))
    .configureHelp({ styleTitle: (title) => HEADINGS[title] ?? title })
    .configureOutput({ writeErr: () => {} }) // exitOverride prints the translated error
    .exitOverride((error) => {
      if (error.exitCode !== 0) {
        const sentence = error.code === "konekte.oneWay" ? error.message : translate(error);
        const path = [command.parent?.name(), command.name()].filter(Boolean).join(" ");
        printNotice(`${sentence}\n${t("users.usage.seeHelp", { command: path })}`);
        process.exitCode = EXIT.usage;
      }
      throw error;
    });
}

/**
 * Translates an error of commander by its code. The quoted part of commander's sentence is the faulty word.
 */
function translate({ code, message }: { code: string; message: string }): string {
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
