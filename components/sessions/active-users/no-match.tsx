import { useTranslations } from "next-intl";
import { useCriteria } from "@/components/sessions/use-criteria";
import { EmptyState } from "@/components/ui/empty-state";
import type { ShowView } from "@/components/ui/use-address-view";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import { ClearFilters } from "./clear-filters";

/** The text for a search without results: its criteria, and the link that clears them. */
export function NoMatch({ view, show }: { view: UsersView; show: ShowView<UsersView> }) {
  const t = useTranslations("activeUsers.users");
  return (
    <EmptyState title={t("noMatch")}>
      <span className="wrap-anywhere">{t("noMatchHelp", { criteria: useCriteria(view) })}</span>{" "}
      <ClearFilters view={view} show={show} />
    </EmptyState>
  );
}
