import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import type { Viewer } from "@/lib/viewer";

/** The signed-in user: initials, name and role. */
export function ViewerCard({ viewer: { name, username, role } }: { viewer: Viewer }) {
  const t = useTranslations("roles");
  return (
    <div className="flex min-w-0 items-center gap-2.5 lg:px-2.5" title={`${name} — ${username}`}>
      <Avatar name={name} />
      <p className="min-w-0 leading-tight">
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-xs text-muted">{t(role)}</span>
      </p>
    </div>
  );
}
