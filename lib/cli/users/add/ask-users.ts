import type { Readable, Writable } from "node:stream";
import { type CANCEL_SYMBOL, confirm, intro, isCancel, log, outro, select, text } from "@clack/prompts";
import { tPages } from "@/lib/cli/terminal/page-messages";
import { t } from "@/lib/cli/terminal/translator";
import { describeFault } from "@/lib/cli/users/add/describe-fault";
import { ROLES_TO_GIVE } from "@/lib/roles";
import { type AccountField, checkAccount, type TypedAccount } from "@/lib/users/account-fields";
import { usernameKey } from "@/lib/users/username";

interface Terminal {
  input: Readable;
  output: Writable;
}

/**
 * Asks for users one after the other. Repeats each field until it is valid.
 *
 * @param isTaken - returns whether a username exists
 * @returns the confirmed users, also after an interruption
 */
export async function askUsers(
  isTaken: (username: string) => Promise<boolean>,
  terminal: Terminal = { input: process.stdin, output: process.stdout },
): Promise<TypedAccount[]> {
  intro(t("users.ask.intro"), terminal);
  const accounts: TypedAccount[] = [];
  const isFree = async (username: string) =>
    !accounts.some((account) => usernameKey(account.username ?? "") === usernameKey(username)) &&
    !(await isTaken(username));
  try {
    do {
      const account = await askUser(isFree, terminal);
      if (account) accounts.push(account);
    } while (await askWhether(t("users.ask.another"), false, terminal));
    outro("", terminal);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    outro(t("users.ask.cancelled"), terminal);
  }
  return accounts;
}

class Interrupted extends Error {}

async function requireAnswer<T extends string | boolean | undefined>(
  prompt: Promise<T | typeof CANCEL_SYMBOL>,
): Promise<T> {
  const answer = await prompt;
  if (isCancel(answer)) throw new Interrupted();
  return answer;
}

function askWhether(message: string, initialValue: boolean, terminal: Terminal): Promise<boolean> {
  const words = { active: t("users.ask.yes"), inactive: t("users.ask.no") };
  return requireAnswer(confirm({ message, initialValue, ...words, ...terminal }));
}

/** @returns null when the user was not confirmed */
async function askUser(
  isFree: (username: string) => Promise<boolean>,
  terminal: Terminal,
): Promise<TypedAccount | null> {
  const username = await askFreeUsername(isFree, terminal);
  const name = await askField("name", terminal);
  const options = ROLES_TO_GIVE.map((value) => ({ value, label: tPages(`roles.${value}`) }));
  const role = await requireAnswer(
    select({ message: t("users.ask.role"), options, showInstructions: false, ...terminal }),
  );
  const email = await askField("email", terminal);
  const message = t("users.ask.confirm", { name, username, role: tPages(`roles.${role}`) });
  return (await askWhether(message, true, terminal)) ? { username, name, role, email } : null;
}

async function askFreeUsername(
  isFree: (username: string) => Promise<boolean>,
  terminal: Terminal,
): Promise<string> {
  for (;;) {
    const username = await askField("username", terminal);
    if (await isFree(username)) return username;
    log.warn(t("users.ask.taken", { username }), terminal);
  }
}

async function askField(field: Exclude<AccountField, "role">, terminal: Terminal): Promise<string> {
  const validate = (typed = "") => {
    const checked = checkAccount({ username: "ok", name: "ok", role: "ADMIN", [field]: typed });
    const [fault] = "faults" in checked ? checked.faults : [];
    return fault && describeFault(fault, { [field]: typed });
  };
  return (await requireAnswer(text({ message: t(`users.ask.${field}`), validate, ...terminal }))) ?? "";
}
