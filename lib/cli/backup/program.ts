import { Command } from "commander";
import { speak } from "@/lib/cli/terminal/speak";
import { say } from "@/lib/cli/terminal/words";

/** What each does is loaded when it is asked for. */
export function backupProgram(): Command {
  return speak(new Command("npm run backup --"))
    .helpCommand(false)
    .description(say("backup.about"))
    .argument("[file]", say("backup.arguments.newFile"))
    .addHelpText("after", `\n${say("users.help.exits")}`)
    .action(async (file?: string) => (await import("@/lib/cli/backup/make-backup")).makeBackup(file));
}

interface RestoreOptions {
  undo?: true;
  forget?: true;
}

export function restoreProgram(): Command {
  return speak(new Command("npm run restore --"))
    .helpCommand(false)
    .description(say("backup.aboutRestore"))
    .argument("[file]", say("backup.arguments.file"))
    .option("--undo", say("backup.options.undo"))
    .option("--forget", say("backup.options.forget"))
    .addHelpText("after", `\n${say("users.help.exits")}`)
    .action(async (file: string | undefined, { undo, forget }: RestoreOptions, self: Command) => {
      if ([file, undo, forget].filter(Boolean).length !== 1)
        return self.error(say("backup.oneThing"), { code: "konekte.oneWay" });
      const { forgetKept, restoreFile, undoRestore } = await import("@/lib/cli/backup/restore-backup");
      if (file) await restoreFile(file);
      else await (undo ? undoRestore() : forgetKept());
    });
}
