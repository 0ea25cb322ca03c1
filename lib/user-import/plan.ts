import type { CsvLine } from "@/lib/user-import/read-csv";
import {
  type AccountField,
  type AccountFields,
  checkAccount,
  type FieldFault,
} from "@/lib/users/account-fields";
import { usernameKey } from "@/lib/users/username";

/** An existing user. */
export interface KnownUser extends AccountFields {
  userId: string;
  version: number;
  disabled: boolean;
}

export interface LineFault {
  /** Null for a fault of the whole line. */
  field: AccountField | null;
  /**
   * `duplicate`: an earlier line has the same username; `exists`: the user exists with other values and
   * `update` is false; `cells`: the line has more cells than headings.
   */
  fault: FieldFault | "duplicate" | "exists" | "cells";
  /** Number of the earlier line, for `duplicate`. */
  earlier?: number;
  /** Username of the existing user as it is stored, for `exists`. */
  username?: string;
}

/** The planned change of one line. `line` is its number in the file. */
export type LinePlan = { line: number } & (
  | { kind: "new"; account: AccountFields }
  | { kind: "unchanged"; known: KnownUser }
  | { kind: "changed"; known: KnownUser; fields: Partial<AccountFields> }
  | { kind: "wrong"; typed: CsvLine["typed"]; faults: LineFault[] }
);

/**
 * Plans the change of each line of a file. An empty e-mail keeps the stored address, because it is more often
 * unknown than meant to be removed.
 *
 * @param known - all existing users that the file names, by the key of their username
 * @param update - whether existing users may be changed; otherwise a line that would change one is wrong
 * @returns one plan for each line, in the same order
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
    return planUser(line, checked.account, known.get(key), update);
  });
}

function planUser(
  line: CsvLine,
  account: AccountFields,
  known: KnownUser | undefined,
  update: boolean,
): LinePlan {
  if (!known) return { line: line.line, kind: "new", account };
  const fields: Partial<AccountFields> = {};
  if (account.name !== known.name) fields.name = account.name;
  if (account.role !== known.role) fields.role = account.role;
  if (account.email !== null && account.email !== known.email) fields.email = account.email;
  if (Object.keys(fields).length === 0) return { line: line.line, kind: "unchanged", known };
  if (update) return { line: line.line, kind: "changed", known, fields };
  return wrong(line, [{ field: "username", fault: "exists", username: known.username }]);
}

function wrong({ line, typed }: CsvLine, faults: LineFault[]): LinePlan {
  return { line, kind: "wrong", typed, faults };
}
