import Link from "next/link";
import { useTranslations } from "next-intl";
import { connectionTimeHref } from "@/lib/paths/connection-time";
import { historyHref } from "@/lib/paths/history";
import { timelineHref } from "@/lib/paths/timeline";
import {
  type ConnectionTimeView,
  DEFAULT_CONNECTION_TIME_VIEW,
} from "@/lib/reports/connection-time/connection-time";
import { DEFAULT_TIMELINE_VIEW } from "@/lib/reports/timeline/timeline-view";
import { DEFAULT_HISTORY_VIEW } from "@/lib/sessions/history/history-view";

interface Props {
  current: "sessions" | "timeline" | "connectionTime";
  /** The days, role and user of the current page, which the links keep. */
  asked: Pick<ConnectionTimeView, "from" | "to" | "role"> & { user?: string | null };
}

/** Links to the three reports on the past: all sessions, the timeline of a day, and connection time. */
export function ReportLinks({ current, asked: { from, to, role, user = null } }: Props) {
  const t = useTranslations("reportLinks");
  const days = { from, to, role, user };
  const hrefs = {
    sessions: historyHref({ ...DEFAULT_HISTORY_VIEW, ...days }),
    timeline: timelineHref({ ...DEFAULT_TIMELINE_VIEW, day: to ?? from, role }),
    connectionTime: connectionTimeHref({ ...DEFAULT_CONNECTION_TIME_VIEW, ...days }, {}),
  };
  return (
    <nav
      aria-label={t("label")}
      className="mt-3 flex gap-5 overflow-x-auto border-b border-line print:hidden"
    >
      {(["sessions", "timeline", "connectionTime"] as const).map((link) => (
        <Link
          key={link}
          href={hrefs[link]}
          prefetch={false}
          aria-current={link === current ? "page" : undefined}
          className="inline-flex h-11 shrink-0 items-center border-b-2 border-transparent text-muted hover:text-ink lg:h-9 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {t(link)}
        </Link>
      ))}
    </nav>
  );
}
