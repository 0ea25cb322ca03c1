import type { CsvLine } from "@/lib/user-import/read-csv";
import {
  type AccountField,
  type AccountFields,
  checkAccount,
  type FieldFault,
} from "@/lib/users/account-fields";
import { usernameKey } from "@/lib/users/username";

/** A person who is there already, by the key of their username. */
export interface KnownUser extends AccountFields {
  userId: string;
  version: number;
  disabled: boolean;
}

export interface LineFault {
  field: AccountField | null;
  /** `duplicate`: the same person stands on an earlier line; `exists`: they are there already, and otherwise; `cells`: too many. */
  fault: FieldFault | "duplicate" | "exists" | "cells";
  /** Of the earlier line, for `duplicate`. */
  earlier?: number;
  /** As it is spelled there, for `exists`. */
  username?: string;
}

/** What a line of a file would do. */
export type LinePlan = { line: number } & (
  | { kind: "new"; person: AccountFields }
  | { kind: "unchanged"; known: KnownUser }
  | { kind: "changed"; known: KnownUser; fields: Partial<AccountFields> }
  | { kind: "wrong"; typed: CsvLine["typed"]; faults: LineFault[] }
);

/**
 * What each line of a file would do, given who is there. An empty e-mail changes none: it is more often unknown than taken back.
 *
 * @param known - by the key of the username, everybody whom the file names
 * @param update - whether people who are there already may be changed; else a line that would is wrong
 */
export function planImport(
  lines: CsvLine[],
  known: ReadonlyMap<string, KnownUser>,
  { update }: { update: boolean },
): LinePlan[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const faults: LineFault[] = line.tooManyCells ? [{ field: null, fault: "cells" }] : [];
    const key = usernameKey(line.typed.username ?? "");
    const earlier = seen.get(key);
    if (earlier !== undefined) faults.push({ field: "username", fault: "duplicate", earlier });
    else if (key !== "") seen.set(key, line.line);
    const checked = checkAccount(line.typed);
    if ("faults" in checked) faults.push(...checked.faults);
    if (faults.length > 0 || "faults" in checked) return wrong(line, faults);
    return planUser(line, checked.person, known.get(key), update);
  });
}

function planUser(
  line: CsvLine,
  person: AccountFields,
  known: KnownUser | undefined,
  update: boolean,
): LinePlan {
  if (!known) return { line: line.line, kind: "new", person };
  const fields: Partial<AccountFields> = {};
  if (person.name !== known.name) fields.name = person.name;
  if (person.role !== known.role) fields.role = person.role;
  if (person.email !== null && person.email !== known.email) fields.email = person.email;
  if (Object.keys(fields).length === 0) return { line: line.line, kind: "unchanged", known };
  if (update) return { line: line.line, kind: "changed", known, fields };
  return wrong(line, [{ field: "username", fault: "exists", username: known.username }]);
}

function wrong({ line, typed }: CsvLine, faults: LineFault[]): LinePlan {
  return { line, kind: "wrong", typed, faults };
}
