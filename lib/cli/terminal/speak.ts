import type { Command } from "commander";
import { EXIT } from "@/lib/cli/terminal/exit";
import { say } from "@/lib/cli/terminal/words";

/** commander writes English: its headings, and its complaints by their codes. */
const HEADINGS: Record<string, string> = {
  "Usage:": say("users.help.usage"),
  "Options:": say("users.help.options"),
  "Commands:": say("users.help.commands"),
  "Arguments:": say("users.help.arguments"),
};

/** Lets a command speak the terminal's language, and end with codes of ours. */
export function speak(command: Command): Command {
  return command
    .helpOption("-h, --help", say("users.options.help"))
    .helpCommand("help [command]", say("users.help.command"))
    .configureHelp({ styleTitle: (title) => HEADINGS[title] ?? title })
    .configureOutput({ writeErr: () => {} }) // said below, by its code
    .exitOverride((error) => {
      if (error.exitCode !== 0) {
        const sentence = error.code === "konekte.oneWay" ? error.message : complaintOf(error);
        const path = [command.parent?.name(), command.name()].filter(Boolean).join(" ");
        process.stderr.write(`${sentence}\n${say("users.usage.seeHelp", { command: path })}\n`);
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
      return say("users.usage.unknownOption", { what });
    case "commander.unknownCommand":
      return say("users.usage.unknownCommand", { what });
    case "commander.missingArgument":
      return say("users.usage.missingArgument", { what });
    case "commander.optionMissingArgument":
      return say("users.usage.optionMissingArgument", { what });
    case "commander.excessArguments":
      return say("users.usage.excessArguments");
    case "commander.invalidArgument":
      return say("users.usage.invalidArgument", { what });
    default:
      return say("users.usage.other");
  }
}
