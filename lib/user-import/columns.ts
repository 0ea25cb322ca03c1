import { FileFault } from "@/lib/user-import/file-fault";
import type { AccountField } from "@/lib/users/account-fields";
import { plainWord } from "@/lib/users/role-words";

/**
 * Accepted headings of each column in the three languages, in small letters without accents and punctuation.
 */
const HEADINGS: Record<AccountField, string[]> = {
  username: [
    "username",
    "login",
    "nomdutilisateur",
    "utilisateur",
    "identifiant",
    "nonitilizate",
    "itilizate",
  ],
  name: ["name", "fullname", "nom", "nomcomplet", "non", "nonkonple"],
  role: ["role", "wol"],
  email: ["email", "mail", "courriel", "adresseemail", "imel"],
};
const REQUIRED = ["username", "name", "role"] as const;
/** Headings of a column of passwords, which is rejected. */
const PASSWORD = ["password", "motdepasse", "mdp", "modpas", "passe", "pass"];

const FIELD_OF = new Map(
  Object.entries(HEADINGS).flatMap(([field, words]) => words.map((word) => [word, field] as const)),
);

export interface Columns {
  /** Field of each column of the file, in order; null for an ignored column. */
  fields: (AccountField | null)[];
  /** Unknown headings, without empty ones. */
  ignored: string[];
}

/**
 * Reads the heading line of a file.
 *
 * @param headings - as they were typed
 * @throws FileFault `missing_columns`, `column_twice`, or `password_column`, because a file must not contain
 *   passwords
 */
export function readColumns(headings: string[]): Columns {
  if (headings.some((heading) => PASSWORD.includes(plainHeading(heading)))) {
    throw new FileFault("password_column");
  }
  const fields = headings.map(fieldOf);
  const twice = headings.filter((_, index) => isRepeated(fields, index));
  if (twice.length > 0) throw new FileFault("column_twice", { columns: shorten(twice) });
  const missing = REQUIRED.filter((field) => !fields.includes(field));
  if (missing.length > 0) throw new FileFault("missing_columns", { columns: missing.join(", ") });
  const ignored = headings.filter((heading, index) => fields[index] === null && heading.trim() !== "");
  return { fields, ignored };
}

function fieldOf(heading: string): AccountField | null {
  const field = FIELD_OF.get(plainHeading(heading));
  return field === "username" || field === "name" || field === "role" || field === "email" ? field : null;
}

function plainHeading(heading: string): string {
  return plainWord(heading).replaceAll(/[^a-z]/g, "");
}

function isRepeated(fields: (AccountField | null)[], index: number): boolean {
  const field = fields[index] ?? null;
  return field !== null && fields.indexOf(field) !== index;
}

/** Number of characters of headings in a fault. */
const SHOWN = 60;

function shorten(headings: string[]): string {
  const text = headings.join(", ");
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
