import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { withDatabase } from "@/lib/cli/product/with-database";
import { localiseCommand } from "@/lib/cli/terminal/localise-command";
import { t } from "@/lib/cli/terminal/translator";
import { readAddSource } from "@/lib/cli/users/add/read-add-source";
import { buildExportCommands } from "@/lib/cli/users/export-program";
import { ACCOUNT_STATUSES, MAX_NOT_SEEN_DAYS } from "@/lib/users/accounts-view";

const MAX_COUNT = 1_000;
const MAX_ROWS = 1_000;
const DEFAULT_ROWS = 50;

/**
 * Builds the command line of `npm run users`. Each command is imported only when it runs, with the database
 * open.
 */
export function usersProgram(): Command {
  const program = localiseCommand(new Command("npm run users --"))
    .description(t("users.about"))
    .addHelpText("after", `\n${t("users.help.exits")}`);
  buildAddCommand(program);
  buildReadCommands(program);
  buildExportCommands(command(program, "export"));
  buildChangeCommands(program);
  withWriteOptions(command(program, "retention")).action((options) =>
    withDatabase(async () => (await import("@/lib/cli/users/retention")).applyRetention(options)),
  );
  return program;
}

function buildAddCommand(program: Command): void {
  command(program, "add")
    .addHelpText("after", `\n${t("users.help.examples")}\n${t("users.help.add")}`)
    .option("--file <csv>", t("users.options.file"))
    .option("--update", t("users.options.update"))
    .option("--role <role>", t("users.options.role"))
    .addOption(numberOption("--count <n>", "count", 1, MAX_COUNT))
    .option("--interactive", t("users.options.interactive"))
    .option("--username <username>", t("users.options.username"))
    .option("--name <name>", t("users.options.name"))
    .option("--email <email>", t("users.options.email"))
    .option("--codes <csv>", t("users.options.codes"))
    .option("--dry-run", t("users.options.dry-run"))
    .option("--json", t("users.options.json"))
    .action(async (options, self: Command) => {
      const way = readAddSource(options, self);
      await withDatabase(async () => (await import("@/lib/cli/users/add/add")).addUsersFrom(way, options));
    });
}

function buildReadCommands(program: Command): void {
  command(program, "list")
    .addHelpText("after", `\n${t("users.help.examples")}\n${t("users.help.list")}`)
    .option("--search <text>", t("users.options.search"))
    .option("--role <role>", t("users.options.role"))
    .addOption(
      new Option("--account-status <status>", t("users.options.accountStatus")).choices(ACCOUNT_STATUSES),
    )
    .addOption(numberOption("--not-seen <days>", "not-seen", 1, MAX_NOT_SEEN_DAYS))
    .addOption(numberOption("--limit <n>", "limit", 1, MAX_ROWS).default(DEFAULT_ROWS))
    .option("--json", t("users.options.json"))
    .action((options) =>
      withDatabase(async () => (await import("@/lib/cli/users/list")).listUsersCommand(options)),
    );
  command(program, "show")
    .argument("<user>", t("users.arguments.user"))
    .option("--json", t("users.options.json"))
    .action((user, options) =>
      withDatabase(async () => (await import("@/lib/cli/users/show")).showUser(user, options)),
    );
  command(program, "sessions")
    .argument("<user>", t("users.arguments.user"))
    .addOption(numberOption("--limit <n>", "limit", 1, DEFAULT_ROWS).default(20))
    .option("--json", t("users.options.json"))
    .action((user, options) =>
      withDatabase(async () => (await import("@/lib/cli/users/sessions")).listSessionsCommand(user, options)),
    );
}

function buildChangeCommands(program: Command): void {
  for (const name of ["disable", "enable", "unlock", "sign-out"] as const) {
    withWriteOptions(command(program, name).argument("<users...>", t("users.arguments.users"))).action(
      (users, options) =>
        withDatabase(async () =>
          (await import("@/lib/cli/users/change")).changeAccounts(name, users, options),
        ),
    );
  }
  withWriteOptions(command(program, "set-role"))
    .argument("<user>", t("users.arguments.user"))
    .addArgument(new Argument("<role>", t("users.arguments.role")))
    .action((user, role, options) =>
      withDatabase(async () => (await import("@/lib/cli/users/change")).setRole(user, role, options)),
    );
  withWriteOptions(command(program, "reset-password"))
    .argument("<users...>", t("users.arguments.users"))
    .option("--codes <csv>", t("users.options.codes"))
    .action((users, options) =>
      withDatabase(async () =>
        (await import("@/lib/cli/users/change")).resetPasswordsCommand(users, options),
      ),
    );
}

type Name =
  | "add"
  | "list"
  | "show"
  | "disable"
  | "enable"
  | "set-role"
  | "reset-password"
  | "unlock"
  | "sessions"
  | "sign-out"
  | "export"
  | "retention";

function command(program: Command, name: Name): Command {
  return localiseCommand(program.command(name))
    .helpCommand(false)
    .description(t(`users.commands.${name}`));
}

function withWriteOptions(command: Command): Command {
  return command.option("--dry-run", t("users.options.dry-run")).option("--json", t("users.options.json"));
}

function numberOption(flags: string, name: "count" | "not-seen" | "limit", min: number, max: number): Option {
  return new Option(flags, t(`users.options.${name}`)).argParser((typed: string) => {
    const number = Number(typed);
    if (!Number.isInteger(number) || number < min || number > max)
      throw new InvalidArgumentError(`${min}–${max}`);
    return number;
  });
}
