import { CommanderError } from "commander";
import { refuse } from "@/lib/cli/users/exit";
import { usersProgram } from "@/lib/cli/users/program";

/** `npm run users -- …`: people, from the terminal. */
try {
  await usersProgram().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) refuse(error);
}
