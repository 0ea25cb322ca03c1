import { Argument, type Command, Option } from "commander";
import { z } from "zod";
import { withDatabase } from "@/lib/cli/product/with-database";
import { t } from "@/lib/cli/terminal/translator";
import { FORMATS, LIST_NAMES, type ListName, SEPARATORS } from "@/lib/exports/table/export-formats";
import { GROUPINGS, PERS } from "@/lib/reports/connection-time/connection-time";
import { BROWSERS, STATES, SYSTEMS } from "@/lib/sessions/history/history-view";
import { PRESENCES } from "@/lib/sessions/presence";
import { ACCOUNT_STATUSES } from "@/lib/users/accounts-view";

/** Filters of each list: name of the option → name of the query parameter of its page. */
const FILTERS: Record<ListName, Record<string, string>> = {
  sessions: {
    search: "q",
    user: "user",
    role: "role",
    from: "from",
    to: "to",
    address: "address",
    browser: "browser",
    system: "system",
    state: "state",
  },
  users: { search: "q", role: "role", status: "status" },
  accounts: { search: "q", role: "role", accountStatus: "accountStatus", notSeen: "notSeenDays" },
  "connection-time": {
    search: "q",
    user: "user",
    role: "role",
    from: "from",
    to: "to",
    per: "per",
    of: "of",
  },
};
const FormatOptions = z.object({
  format: z.enum(FORMATS),
  output: z.string().optional(),
  separator: z.enum(SEPARATORS),
  force: z.literal(true).optional(),
});

/** Adds the argument, the options and the action of `export` to its command. */
export function buildExportCommands(command: Command): void {
  command
    .addHelpText("after", `\n${t("users.help.examples")}\n${t("users.help.export")}`)
    .addArgument(new Argument("<list>", t("users.arguments.list")).choices(LIST_NAMES))
    .addOption(new Option("--format <format>", t("users.options.format")).choices(FORMATS).default("csv"))
    .option("--output <file>", t("users.options.output"))
    .addOption(
      new Option("--separator <sign>", t("users.options.separator")).choices(SEPARATORS).default(";"),
    )
    .option("--force", t("users.options.force"))
    .option("--search <text>", t("users.options.search"))
    .option("--role <role>", t("users.options.role"))
    .option("--user <user>", t("users.options.user"))
    .option("--from <day>", t("users.options.from"))
    .option("--to <day>", t("users.options.to"))
    .option("--address <address>", t("users.options.address"))
    .addOption(new Option("--browser <browser>", t("users.options.browser")).choices(BROWSERS))
    .addOption(new Option("--system <system>", t("users.options.system")).choices(SYSTEMS))
    .addOption(new Option("--state <state>", t("users.options.state")).choices(STATES))
    .addOption(new Option("--status <status>", t("users.options.status")).choices(PRESENCES))
    .addOption(
      new Option("--account-status <status>", t("users.options.accountStatus")).choices(ACCOUNT_STATUSES),
    )
    .addOption(new Option("--per <bucket>", t("users.options.per")).choices(PERS))
    .addOption(new Option("--of <subject>", t("users.options.of")).choices(GROUPINGS))
    .option("--not-seen <days>", t("users.options.not-seen"))
    .action((list: ListName, options: Record<string, string>, self: Command) => {
      const filters = filtersOf(list, options, self);
      return withDatabase(async () =>
        (await import("@/lib/cli/users/export")).exportCommand(list, {
          ...FormatOptions.parse(options),
          filters,
        }),
      );
    });
}

function filtersOf(
  list: ListName,
  options: Record<string, string>,
  command: Command,
): Record<string, string> {
  const filters: Record<string, string> = {};
  for (const [option, value] of Object.entries(options)) {
    if (option in FormatOptions.shape) continue;
    const name = FILTERS[list][option];
    if (!name) {
      const what = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return command.error(t("users.export.noSuchFilter", { list, what }), { code: "konekte.oneWay" });
    }
    filters[name] = value;
  }
  return filters;
}
