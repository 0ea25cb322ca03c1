import { useTranslations } from "next-intl";
import { inPlace } from "@/components/ui/in-place";
import type { UsersView } from "@/lib/sessions/users-view";
import { clearFilters } from "./change-view";
import type { ShowView } from "./use-users-view";
import { usersViewHref } from "./users-view-address";

/** Back to everybody. */
export function ClearFilters({ view, show }: { view: UsersView; show: ShowView }) {
  const t = useTranslations("activeUsers.users");
  const everybody = clearFilters(view);
  return (
    <a
      href={usersViewHref(everybody)}
      onClick={inPlace(() => show(everybody))}
      className="inline-flex min-h-9 items-center text-accent underline-offset-4 hover:underline"
    >
      {t("clear")}
    </a>
  );
}
