import { useTranslations } from "next-intl";
import type { UsersView } from "@/lib/sessions/active-users/users-view";

/**
 * Returns the filters of a list in words, `« jean » · rôle Directeur · état Absent`; empty without filters.
 */
export function useCriteria({ q, role, status }: Pick<UsersView, "q" | "role" | "status">): string {
  const t = useTranslations("activeUsers.users.criteria");
  const roles = useTranslations("roles");
  const presence = useTranslations("presence");
  const criteria = [
    q && t("q", { q }),
    role && t("role", { role: roles(role) }),
    status && t("status", { status: presence(status) }),
  ];
  return criteria.filter(Boolean).join(" · ");
}
