import { useTranslations } from "next-intl";
import type { SessionRow } from "@/lib/sessions/session-row";

const HUES = {
  ADMIN: "bg-admin-soft text-admin",
  DIRECTEUR: "bg-directeur-soft text-directeur",
  SECRETAIRE: "bg-secretaire-soft text-secretaire",
  ARCHIVES: "bg-archives-soft text-archives",
} as const;

export function RoleBadge({ role }: { role: SessionRow["role"] }) {
  const t = useTranslations("roles");
  return (
    <span
      className={`role-badge inline-block rounded px-1.5 py-0.5 text-xs font-medium whitespace-nowrap ${HUES[role]}`}
    >
      {t(role)}
    </span>
  );
}
