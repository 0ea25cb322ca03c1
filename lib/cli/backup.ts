import { backupProgram } from "@/lib/cli/backup/program";
import { runCommandLine } from "@/lib/cli/backup/run-command-line";

/** `npm run backup -- [file]`: writes the whole database into one file. */
await runCommandLine(backupProgram(), process.argv.slice(2));
