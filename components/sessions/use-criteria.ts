import { useTranslations } from "next-intl";
import type { UsersView } from "@/lib/sessions/active-users/users-view";

/** What a list is narrowed to, in words: `« jean » · rôle Directeur · état Absent`; empty for everybody. */
export function useCriteria({ q, role, status }: Pick<UsersView, "q" | "role" | "status">): string {
  const t = useTranslations("activeUsers.users.criteria");
  const roles = useTranslations("roles");
  const presence = useTranslations("presence");
  const said = [
    q && t("q", { q }),
    role && t("role", { role: roles(role) }),
    status && t("status", { status: presence(status) }),
  ];
  return said.filter(Boolean).join(" · ");
}
