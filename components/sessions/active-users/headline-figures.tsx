import { useFormatter, useTranslations } from "next-intl";
import type { ShowView } from "@/components/ui/use-address-view";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import type { Counts } from "@/lib/sessions/session-row";
import { StatusFigure } from "./status-figure";
import { StatusHelp } from "./status-help";

interface Props {
  counts: Counts;
  view: UsersView;
  show: ShowView<UsersView>;
}

/** The main figures in large type, as a line that reads "En ligne 5 · Absents 4 · 11 sessions". */
export function HeadlineFigures({ counts, view, show }: Props) {
  const t = useTranslations("activeUsers");
  const format = useFormatter();
  const figure = (status: "online" | "away" | "offline" | "never") => (
    <StatusFigure status={status} count={counts[status]} view={view} show={show} />
  );
  const and = (
    <span aria-hidden="true" className="mx-[0.2em]">
      {" · "}
    </span>
  );
  return (
    <section aria-label={t("figures")} className="mt-4 tabular-nums">
      <p className="text-xl leading-snug tracking-tight text-muted sm:text-[2rem]">
        {figure("online")}
        {and}
        {figure("away")}
        {and}
        <span className="whitespace-nowrap">
          <strong className="figure">{format.number(counts.openSessions)}</strong>{" "}
          {t("count.openSessions", { count: counts.openSessions })}
        </span>
      </p>
      <div className="mt-1 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-muted">
        <p>
          {figure("offline")}
          {and}
          {figure("never")}
        </p>
        <StatusHelp />
      </div>
    </section>
  );
}
