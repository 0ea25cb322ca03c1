import { createReadStream } from "node:fs";
import { tPages } from "@/lib/cli/terminal/page-messages";
import { printNotice } from "@/lib/cli/terminal/print";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { requireRole } from "@/lib/cli/terminal/require-role";
import { t } from "@/lib/cli/terminal/translator";
import { askUsers } from "@/lib/cli/users/add/ask-users";
import { nextFreeNames } from "@/lib/cli/users/add/next-free-names";
import { errorCode } from "@/lib/error-code";
import { type CsvLine, readCsv } from "@/lib/user-import/read-csv";
import type { TypedAccount } from "@/lib/users/account-fields";
import { findAccountByName } from "@/lib/users/find-account";
import { SYSTEM } from "@/lib/viewer";

/** Source of the users to add. */
export type AddSource =
  | { file: string }
  | { role: string; count: number }
  | { interactive: true }
  | { username: string; name: string; role: string; email?: string };

/**
 * Returns the users to add as lines of a file, whatever their source is.
 *
 * @throws Refusal for a file that cannot be read, an unknown role, or questions without a terminal
 */
export async function linesToAdd(source: AddSource): Promise<CsvLine[]> {
  if ("file" in source) return linesOfFile(source.file);
  if ("count" in source) return linesOf(await numberedUsers(source.role, source.count));
  if ("interactive" in source) {
    if (!process.stdin.isTTY) throw new Refusal(t("users.ask.noTerminal"));
    return linesOf(await askUsers(async (username) => (await findAccountByName(SYSTEM, username)) !== null));
  }
  return linesOf([source]);
}

async function linesOfFile(file: string): Promise<CsvLine[]> {
  const stream = createReadStream(file);
  const { lines, ignored } = await readCsv(stream).catch((error: unknown) => {
    const reason = error instanceof Error && "syscall" in error ? errorCode(error) : "";
    throw reason ? new Refusal(t("users.add.noFile", { file, reason })) : error;
  });
  if (ignored.length > 0) printNotice(t("users.add.ignored", { columns: ignored.join(", ") }));
  return lines;
}

async function numberedUsers(typedRole: string, count: number): Promise<TypedAccount[]> {
  const role = requireRole(typedRole);
  const names = await nextFreeNames(role, count);
  const title = tPages(`roles.${role}`);
  return names.map((username) => ({ username, name: `${title} ${username.replace(/^\D+/, "")}`, role }));
}

function linesOf(accounts: TypedAccount[]): CsvLine[] {
  return accounts.map((typed, index) => ({ line: index + 1, typed, tooManyCells: false }));
}
