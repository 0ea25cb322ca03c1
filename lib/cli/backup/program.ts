import { Command } from "commander";
import { localiseCommand } from "@/lib/cli/terminal/localise-command";
import { t } from "@/lib/cli/terminal/translator";

/** Builds the command line of `npm run backup`. The command itself is imported only when it runs. */
export function backupProgram(): Command {
  return localiseCommand(new Command("npm run backup --"))
    .helpCommand(false)
    .description(t("backup.about"))
    .argument("[file]", t("backup.arguments.newFile"))
    .addHelpText("after", `\n${t("users.help.exits")}`)
    .action(async (file?: string) => (await import("@/lib/cli/backup/make-backup")).makeBackup(file));
}

interface RestoreOptions {
  undo?: true;
  forget?: true;
}

/** Builds the command line of `npm run restore`: exactly one of a file, `--undo` and `--forget`. */
export function restoreProgram(): Command {
  return localiseCommand(new Command("npm run restore --"))
    .helpCommand(false)
    .description(t("backup.aboutRestore"))
    .argument("[file]", t("backup.arguments.file"))
    .option("--undo", t("backup.options.undo"))
    .option("--forget", t("backup.options.forget"))
    .addHelpText("after", `\n${t("users.help.exits")}`)
    .action(async (file: string | undefined, { undo, forget }: RestoreOptions, self: Command) => {
      if ([file, undo, forget].filter(Boolean).length !== 1)
        return self.error(t("backup.oneThing"), { code: "konekte.oneWay" });
      const { forgetKept, restoreFile, undoRestore } = await import("@/lib/cli/backup/restore-backup");
      if (file) await restoreFile(file);
      else await (undo ? undoRestore() : forgetKept());
    });
}
