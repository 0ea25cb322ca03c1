import type { Role } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { parseRole } from "@/lib/users/role-words";
import { parseUsername } from "@/lib/users/username";

const MAX_NAME_LENGTH = 120;
/** RFC 5321, 4.5.3.1.3: a path has at most 256 octets, including its angle brackets. */
const MAX_EMAIL_LENGTH = 254;

/** Checked fields of an account. */
export interface AccountFields {
  username: string;
  /** The name that is shown. */
  name: string;
  role: Role;
  /** Null when no address is known. */
  email: string | null;
}

export type AccountField = keyof AccountFields;

/** Faults of a field. The message files have a remedy for each. */
export type FieldFault = "required" | "length" | "characters" | "mixed_scripts" | "role" | "email";

/** Fields as they were typed in a form or stand in a file. A missing field counts as empty. */
export type TypedAccount = Partial<Record<AccountField, string>>;

export type CheckedAccount =
  | { account: AccountFields }
  | { faults: { field: AccountField; fault: FieldFault }[] };

/**
 * Checks all fields at once, so that the administrator sees all faults together.
 *
 * @returns `person` with the fields as they are stored, or `faults` with one fault for each wrong field
 */
export function checkAccount(typed: TypedAccount): CheckedAccount {
  const username = checkUsername(typed.username ?? "");
  const name = checkName(typed.name ?? "");
  const role = checkRole(typed.role ?? "");
  const email = checkEmail(typed.email ?? "");
  if ("value" in username && "value" in name && "value" in role && "value" in email) {
    return {
      account: { username: username.value, name: name.value, role: role.value, email: email.value },
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

/** Any visible character and the space, because names have apostrophes, hyphens, dots and digits. */
const VISIBLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/**
 * Checks a name.
 *
 * @returns the name as it is stored: in NFC and with single spaces
 */
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

/**
 * One "@", no space, and a dot in the domain. A stricter check is of no use: only a delivered mail proves an
 * address.
 */
const EMAIL = /^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@.\p{C}]+$/u;

/**
 * Checks an e-mail address, which is optional.
 *
 * @returns the address in NFC; null when none was typed
 */
export function checkEmail(typed: string): Checked<string | null> {
  const email = typed.normalize("NFC").trim();
  if (email === "") return { value: null };
  if (!EMAIL.test(email)) return { fault: "email" };
  return Array.from(email).length > MAX_EMAIL_LENGTH ? { fault: "length" } : { value: email };
}
