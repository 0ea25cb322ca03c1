import { Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";
import type { Role } from "@/lib/db/generated/enums";
import { parseRole } from "@/lib/users/role-words";

/**
 * Parses a role that was typed.
 *
 * @throws Refusal for a word that is no role
 */
export function requireRole(typed: string): Role {
  const role = parseRole(typed);
  if (!role) throw new Refusal(t("users.refused.role", { role: typed }));
  return role;
}
