"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useChangedRows } from "@/components/live/use-changed-rows";
import { STATUS_DOT } from "@/components/sessions/status-dot";
import { usersViewHref } from "@/lib/paths/active-users";
import type { Dashboard } from "@/lib/reports/dashboard/dashboard";
import { DEFAULT_USERS_VIEW } from "@/lib/sessions/active-users/users-view";
import { Figure } from "./figure";

/** The main figures in large type. A figure that changed is marked for two seconds. */
export function DashboardFigures({ dashboard }: { dashboard: Dashboard }) {
  const t = useTranslations("dashboard.figures");
  const figures = useMemo(() => Object.entries(valuesOf(dashboard)), [dashboard]);
  const changed = useChangedRows(figures, readFigure);
  const { online, away, openSessions, signIns, refused, never } = valuesOf(dashboard);
  const { users } = dashboard.counts;
  return (
    <section aria-label={t("title")} className="dashboard-figures">
      <Figure
        value={online}
        label={t("online")}
        note={t("ofUsers", { count: users })}
        href={usersViewHref(DEFAULT_USERS_VIEW)}
        dot={STATUS_DOT.online}
        changed={changed.has("online")}
      />
      <Figure
        value={away}
        label={t("away", { count: away })}
        href={usersViewHref({ ...DEFAULT_USERS_VIEW, status: "away" })}
        dot={STATUS_DOT.away}
        changed={changed.has("away")}
      />
      <Figure
        value={openSessions}
        label={t("openSessions", { count: openSessions })}
        changed={changed.has("openSessions")}
      />
      <Figure value={signIns} label={t("signIns", { count: signIns })} changed={changed.has("signIns")} />
      <Figure value={refused} label={t("refused", { count: refused })} changed={changed.has("refused")} />
      <Figure
        value={never}
        label={t("never", { count: never })}
        href={usersViewHref({ ...DEFAULT_USERS_VIEW, status: "never" })}
        dot={STATUS_DOT.never}
        changed={changed.has("never")}
      />
    </section>
  );
}

function valuesOf({ counts: { online, away, openSessions, never }, today: { signIns, refused } }: Dashboard) {
  return { online, away, openSessions, signIns, refused, never };
}

const readFigure = ([name, value]: [string, number]): [string, string] => [name, String(value)];
