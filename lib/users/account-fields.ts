import type { Role } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { parseRole } from "@/lib/users/role-words";
import { parseUsername } from "@/lib/users/username";

const MAX_NAME_LENGTH = 120;
const MAX_EMAIL_LENGTH = 254; // RFC 5321: a path is at most 256 octets, with its angle brackets

/** What an administrator says of a person. */
export interface AccountFields {
  username: string;
  /** As shown to people. */
  name: string;
  role: Role;
  email: string | null;
}

export type AccountField = keyof AccountFields;

/** What can be wrong with a field; the message files have a remedy for each. */
export type FieldFault = "required" | "length" | "characters" | "mixed_scripts" | "role" | "email";

/** As somebody typed it, or a file says it; absent counts as empty. */
export type TypedAccount = Partial<Record<AccountField, string>>;

export type CheckedAccount =
  | { person: AccountFields }
  | { faults: { field: AccountField; fault: FieldFault }[] };

/** Every rule for every field at once, so that nobody mends one mistake to meet the next. */
export function checkAccount(typed: TypedAccount): CheckedAccount {
  const username = checkUsername(typed.username ?? "");
  const name = checkName(typed.name ?? "");
  const role = checkRole(typed.role ?? "");
  const email = checkEmail(typed.email ?? "");
  if ("value" in username && "value" in name && "value" in role && "value" in email) {
    return {
      person: { username: username.value, name: name.value, role: role.value, email: email.value },
    };
  }
  const faults = Object.entries({ username, name, role, email }).flatMap(([field, checked]) =>
    "fault" in checked ? [{ field: FIELDS.find((known) => known === field) ?? "username", ...checked }] : [],
  );
  return { faults };
}

const FIELDS = ["username", "name", "role", "email"] as const;

type Checked<Value> = { value: Value } | { fault: FieldFault };

function checkUsername(typed: string): Checked<string> {
  if (typed.trim() === "") return { fault: "required" };
  try {
    return { value: parseUsername(typed) };
  } catch (error) {
    if (error instanceof AppError) return { fault: usernameFaultOf(error) };
    throw error;
  }
}

function usernameFaultOf({ detail }: AppError): FieldFault {
  const why = detail?.username;
  return why === "length" || why === "mixed_scripts" ? why : "characters";
}

/** Anything that can be seen: names have apostrophes, hyphens, dots and digits. */
const VISIBLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/** A name in the form that is stored: composed, with single spaces. */
export function checkName(typed: string): Checked<string> {
  const name = typed
    .normalize("NFC")
    .replaceAll(/\p{Zs}+/gu, " ")
    .trim();
  if (name === "") return { fault: "required" };
  if (!VISIBLE.test(name) || INVISIBLE.test(name)) return { fault: "characters" };
  return Array.from(name).length > MAX_NAME_LENGTH ? { fault: "length" } : { value: name };
}

function checkRole(typed: string): Checked<Role> {
  if (typed.trim() === "") return { fault: "required" };
  const role = parseRole(typed);
  return role ? { value: role } : { fault: "role" };
}

/** One "@" between what has no space: only a letter that arrives shows that an address is one. */
const EMAIL = /^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@.\p{C}]+$/u;

/** An e-mail address is optional: none is null. */
export function checkEmail(typed: string): Checked<string | null> {
  const email = typed.normalize("NFC").trim();
  if (email === "") return { value: null };
  if (!EMAIL.test(email)) return { fault: "email" };
  return Array.from(email).length > MAX_EMAIL_LENGTH ? { fault: "length" } : { value: email };
}
