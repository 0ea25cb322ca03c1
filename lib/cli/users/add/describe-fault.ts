import { t } from "@/lib/cli/terminal/translator";
import type { LineFault, LinePlan } from "@/lib/user-import/plan";
import type { AccountField, FieldFault, TypedAccount } from "@/lib/users/account-fields";

/** Maximum number of characters of a value that are printed. */
const MAX_SHOWN = 40;

/** Describes a fault: the field, its quoted value, and what to do. */
export function describeFault(
  {
    field,
    fault,
    earlier = 0,
    username = "",
  }: LineFault | { field: AccountField; fault: FieldFault; earlier?: number; username?: string },
  typed: TypedAccount,
): string {
  const remedy = t(`users.faults.${fault}`, { field: field ?? "", earlier, username });
  if (!field) return remedy;
  return t("users.field", { field, value: quoted(typed[field]), fault: remedy }).replace(/ {2,}/, " ");
}

/** Describes all faults of a line of a file, with its number. */
export function describeLine({ line, typed, faults }: Extract<LinePlan, { kind: "wrong" }>): string {
  return t("users.line", { line, fault: faults.map((fault) => describeFault(fault, typed)).join(" ") });
}

function quoted(text = ""): string {
  if (text.trim() === "") return "";
  const shown = Array.from(text);
  return JSON.stringify(shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN).join("")}…` : shown.join(""));
}
