import { useFormatter, useTranslations } from "next-intl";
import type { UsersView } from "@/lib/sessions/users-view";
import { isFiltered } from "./change-view";

interface Props {
  view: UsersView;
  found: number;
  /** Everybody, whatever is searched for. */
  all: number;
  loading: boolean;
  failing: boolean;
}

/** How many are shown, said aloud when a search brings others; or that they are still looked for. */
export function MatchCount({ view, found, all, loading, failing }: Props) {
  const t = useTranslations("activeUsers.users");
  const format = useFormatter();
  function words() {
    if (loading) return failing ? t("outdated") : t("searching");
    return isFiltered(view) ? t("matches", { found, all }) : format.number(found);
  }
  return <span role="status">{words()}</span>;
}
