import { useFormatter, useTranslations } from "next-intl";
import { STATUS_DOT } from "@/components/sessions/status-dot";
import { useStatusMeaning } from "@/components/sessions/use-status-meaning";
import { handleInClient } from "@/components/ui/client-navigation";
import type { ShowView } from "@/components/ui/use-address-view";
import { usersViewHref } from "@/lib/paths/active-users";
import type { StatusFilter, UsersView } from "@/lib/sessions/active-users/users-view";
import { changeView } from "./change-view";

interface Props {
  status: StatusFilter;
  count: number;
  view: UsersView;
  show: ShowView<UsersView>;
}

/**
 * The number of users with a presence. A click filters the table to them; a second click removes the filter.
 */
export function StatusFigure({ status, count, view, show }: Props) {
  const t = useTranslations("activeUsers");
  const meaning = useStatusMeaning();
  const format = useFormatter();
  const chosen = view.status === status;
  const next = changeView(view, { status: chosen ? null : status });
  return (
    <a
      href={usersViewHref(next)}
      onClick={handleInClient(() => show(next))}
      title={meaning(status)}
      aria-current={chosen || undefined}
      className="figure-link"
    >
      <span aria-hidden="true" className={`${STATUS_DOT[status]} mr-[0.3em] align-[0.125em]`} />
      {t(`count.${status}`, { count })} <strong className="figure">{format.number(count)}</strong>
    </a>
  );
}
