import { restoreProgram } from "@/lib/cli/backup/program";
import { runProgramOf } from "@/lib/cli/backup/run";

/** `npm run restore -- <file>`: the embedded database as a backup holds it. */
await runProgramOf(restoreProgram(), process.argv.slice(2));
