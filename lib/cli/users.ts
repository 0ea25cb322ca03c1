import { runUsersProgram } from "@/lib/cli/users/run-program";

/** `npm run users -- …`: people, from the terminal. */
await runUsersProgram(process.argv.slice(2));
