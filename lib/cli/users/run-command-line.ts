import { CommanderError } from "commander";
import { reportFailure } from "@/lib/cli/terminal/exit";
import { usersProgram } from "@/lib/cli/users/program";

/**
 * Parses and runs a command line of `npm run users`. Prints a failure to standard error and sets the exit
 * code.
 */
export async function runUsersCommandLine(args: string[]): Promise<void> {
  try {
    await usersProgram().parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) reportFailure(error); // localiseCommand has printed commander's
  }
}
