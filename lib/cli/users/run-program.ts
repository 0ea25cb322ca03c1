import { CommanderError } from "commander";
import { refuse } from "@/lib/cli/terminal/exit";
import { usersProgram } from "@/lib/cli/users/program";

/** Does what a command line says; what it can't do, it says, and sets the exit code. */
export async function runUsersProgram(args: string[]): Promise<void> {
  try {
    await usersProgram().parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) refuse(error); // commander's own have been said
  }
}
