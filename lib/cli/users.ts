import { runUsersProgram } from "@/lib/cli/users/run-program";

/** `npm run users -- …`: manages accounts from the terminal. */
await runUsersProgram(process.argv.slice(2));
