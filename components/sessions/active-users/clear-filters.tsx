import { useTranslations } from "next-intl";
import { handleInClient } from "@/components/ui/client-navigation";
import { TextLink } from "@/components/ui/text-link";
import type { ShowView } from "@/components/ui/use-address-view";
import { usersViewHref } from "@/lib/paths/active-users";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import { clearFilters } from "./change-view";

/** What is read first of the list that comes back. */
export const USERS_TITLE = "users";

/** Back to everybody. */
export function ClearFilters({ view, show }: { view: UsersView; show: ShowView<UsersView> }) {
  const t = useTranslations("activeUsers.users");
  const everybody = clearFilters(view);

  function clear() {
    show(everybody);
    document.getElementById(USERS_TITLE)?.focus(); // this link goes; what it had is not lost with it
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
