import { useFormatter, useTranslations } from "next-intl";
import type { Refreshed } from "@/components/live/use-refreshed";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import type { ActiveUsers } from "@/lib/sessions/session-row";
import { isFiltered } from "./change-view";

interface Props {
  figures: Refreshed<ActiveUsers>;
  view: UsersView;
}

/**
 * The number of users in the list. A live region, so that screen readers announce the result of a search.
 * While another list loads, the text reports the search or its failure.
 */
export function MatchCount({ figures: { data, loading, failure }, view }: Props) {
  const t = useTranslations("activeUsers.users");
  const format = useFormatter();
  const { total } = data.users;
  function words() {
    if (loading) return failure ? t("outdated") : t("searching");
    return isFiltered(view) ? t("matches", { found: total, all: data.counts.users }) : format.number(total);
  }
  return <span role="status">{words()}</span>;
}
