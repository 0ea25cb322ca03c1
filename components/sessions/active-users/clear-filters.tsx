import { useTranslations } from "next-intl";
import { handleInClient } from "@/components/ui/client-navigation";
import { TextLink } from "@/components/ui/text-link";
import type { ShowView } from "@/components/ui/use-address-view";
import { usersViewHref } from "@/lib/paths/active-users";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import { clearFilters } from "./change-view";

/** Id of the list's heading, which gets the focus when the filters are cleared. */
export const USERS_TITLE = "users";

/** The link that removes the search and all filters. */
export function ClearFilters({ view, show }: { view: UsersView; show: ShowView<UsersView> }) {
  const t = useTranslations("activeUsers.users");
  const everybody = clearFilters(view);

  function clear() {
    show(everybody);
    document.getElementById(USERS_TITLE)?.focus(); // this link disappears, so the focus moves
  }
  return (
    <TextLink
      href={usersViewHref(everybody)}
      onClick={handleInClient(clear)}
      prefetch={false}
      className="underline-offset-4"
    >
      {t("clear")}
    </TextLink>
  );
}
