import { runUsersCommandLine } from "@/lib/cli/users/run-command-line";

/** `npm run users -- …`: manages accounts from the terminal. */
await runUsersCommandLine(process.argv.slice(2));
