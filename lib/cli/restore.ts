import { restoreProgram } from "@/lib/cli/backup/program";
import { runProgramOf } from "@/lib/cli/backup/run";

/** `npm run restore -- <file>`: replaces the embedded database with the one in a backup. */
await runProgramOf(restoreProgram(), process.argv.slice(2));
