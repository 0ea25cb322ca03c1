import { backupProgram } from "@/lib/cli/backup/program";
import { runProgramOf } from "@/lib/cli/backup/run";

/** `npm run backup -- [file]`: writes the whole database into one file. */
await runProgramOf(backupProgram(), process.argv.slice(2));
