import { restoreProgram } from "@/lib/cli/backup/program";
import { runCommandLine } from "@/lib/cli/backup/run-command-line";

/** `npm run restore -- <file>`: replaces the embedded database with the one in a backup. */
await runCommandLine(restoreProgram(), process.argv.slice(2));
