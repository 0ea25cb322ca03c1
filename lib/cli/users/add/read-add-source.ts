import type { Command } from "commander";
import { t } from "@/lib/cli/terminal/translator";
import type { AddSource } from "@/lib/cli/users/add/lines-to-add";

interface AddFlags {
  file?: string;
  update?: true;
  role?: string;
  count?: number;
  interactive?: true;
  username?: string;
  name?: string;
  email?: string;
}

/**
 * Reads the source from the options of `add`. Ends with a usage error for several sources, or an incomplete
 * one.
 */
export function readAddSource(flags: AddFlags, command: Command): AddSource {
  const { file, update, role, count, interactive, username, name, email } = flags;
  const given = Object.entries({ file, role, count, interactive, username, name, email })
    .filter(([, value]) => value !== undefined)
    .map(([flag]) => flag)
    .join(" ");
  if (given === "file" && file) return { file };
  if (!update && given === "role count" && role && count) return { role, count };
  if (!update && given === "interactive" && interactive) return { interactive };
  const one = given === "role username name" || given === "role username name email";
  if (!update && one && role && username && name !== undefined) return { username, name, role, email };
  return command.error(t("users.usage.oneWay"), { code: "konekte.oneWay" });
}
