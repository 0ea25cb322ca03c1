import { useTranslations } from "next-intl";
import { useCriteria } from "@/components/sessions/use-criteria";
import { EmptyState } from "@/components/ui/empty-state";
import type { ShowView } from "@/components/ui/use-address-view";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import { isFiltered } from "./change-view";
import { NoMatch } from "./no-match";

interface Props {
  view: UsersView;
  show: ShowView<UsersView>;
  loading: boolean;
}

/** The text in place of an empty list: the search runs, no user matches, or there are no users yet. */
export function UsersEmpty({ view, show, loading }: Props) {
  const t = useTranslations("activeUsers.users");
  const criteria = useCriteria(view);
  if (loading) return <EmptyState title={t("searching")}>{criteria}</EmptyState>;
  if (isFiltered(view)) return <NoMatch view={view} show={show} />;
  return <EmptyState title={t("empty")}>{t("emptyHelp")}</EmptyState>;
}
