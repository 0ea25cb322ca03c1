import { backupProgram } from "@/lib/cli/backup/program";
import { runProgramOf } from "@/lib/cli/backup/run";

/** `npm run backup -- [file]`: all that the database holds, in one file. */
await runProgramOf(backupProgram(), process.argv.slice(2));
