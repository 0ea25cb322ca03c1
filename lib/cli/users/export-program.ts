import { Argument, type Command, Option } from "commander";
import { z } from "zod";
import { withDatabase } from "@/lib/cli/product/with-database";
import { say } from "@/lib/cli/terminal/words";
import { EXPORTED_LISTS, FORMATS, type ListName, SEPARATORS } from "@/lib/exports/table/export-formats";
import { PERS, SUBJECTS } from "@/lib/reports/connection-time/connection-time";
import { BROWSERS, STATES, SYSTEMS } from "@/lib/sessions/history/history-view";
import { STATUSES } from "@/lib/sessions/presence";
import { STANDINGS } from "@/lib/users/people-view";

/** By what each list can be narrowed: names of options, and of what they are in the address of its page. */
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
  people: { search: "q", role: "role", standing: "standing", notSeen: "notSeenDays" },
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

/** The options of `export`, and what it does. */
export function exportCommands(command: Command): void {
  command
    .addHelpText("after", `\n${say("users.help.examples")}\n${say("users.help.export")}`)
    .addArgument(new Argument("<list>", say("users.arguments.list")).choices(EXPORTED_LISTS))
    .addOption(new Option("--format <format>", say("users.options.format")).choices(FORMATS).default("csv"))
    .option("--output <file>", say("users.options.output"))
    .addOption(
      new Option("--separator <sign>", say("users.options.separator")).choices(SEPARATORS).default(";"),
    )
    .option("--force", say("users.options.force"))
    .option("--search <text>", say("users.options.search"))
    .option("--role <role>", say("users.options.role"))
    .option("--user <user>", say("users.options.user"))
    .option("--from <day>", say("users.options.from"))
    .option("--to <day>", say("users.options.to"))
    .option("--address <address>", say("users.options.address"))
    .addOption(new Option("--browser <browser>", say("users.options.browser")).choices(BROWSERS))
    .addOption(new Option("--system <system>", say("users.options.system")).choices(SYSTEMS))
    .addOption(new Option("--state <state>", say("users.options.state")).choices(STATES))
    .addOption(new Option("--status <status>", say("users.options.status")).choices(STATUSES))
    .addOption(new Option("--standing <standing>", say("users.options.standing")).choices(STANDINGS))
    .addOption(new Option("--per <stretch>", say("users.options.per")).choices(PERS))
    .addOption(new Option("--of <subject>", say("users.options.of")).choices(SUBJECTS))
    .option("--not-seen <days>", say("users.options.not-seen"))
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
      return command.error(say("users.export.noSuchFilter", { list, what }), { code: "konekte.oneWay" });
    }
    filters[name] = value;
  }
  return filters;
}
