import Link from "next/link";
import { useTranslations } from "next-intl";
import { minuteOf } from "@/components/reports/timeline/drawing/drawn-window";
import { handleInClient } from "@/components/ui/client-navigation";
import type { ShowView } from "@/components/ui/use-address-view";
import { formatMinute, formatTime } from "@/lib/i18n/format-instant";
import { sessionHref } from "@/lib/paths/history";
import { timelineHref } from "@/lib/paths/timeline";
import type { Timeline, TimelineOutage } from "@/lib/reports/timeline/timeline";
import type { TimelineView } from "@/lib/reports/timeline/timeline-view";

const SHOWN_OUTAGES = 12;
const SHOWN_PEOPLE = 40;

interface Props {
  timeline: Timeline;
  view: TimelineView;
  show: ShowView<TimelineView>;
}

/** A list of outages, the times at which several users lost contact together, with the names of the users. */
export function TimelineOutages({ timeline, view, show }: Props) {
  const t = useTranslations("timeline");
  const { outages } = timeline;
  if (outages.length === 0) return null;
  const more = outages.length - SHOWN_OUTAGES;
  return (
    <section aria-label={t("outages")} className="mt-3 print:hidden">
      <ul className="flex flex-wrap items-start gap-x-6 gap-y-1">
        {outages.slice(0, SHOWN_OUTAGES).map((outage) => (
          <li key={outage.at} className="timeline-outage-item">
            <details>
              <summary className="tabular-nums">
                {t("outage", { people: outage.people, time: formatMinute(outage.at) })}
              </summary>
              <OutageDetail outage={outage} timeline={timeline} view={view} show={show} />
            </details>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-muted">{t("moreOutages", { count: more })}</p>}
    </section>
  );
}

function OutageDetail({ outage, timeline, view, show }: Props & { outage: TimelineOutage }) {
  const t = useTranslations("timeline");
  const lost = sessionsOf(timeline, outage);
  const moment: TimelineView = {
    ...view,
    view: "drawing",
    zoom: "1h",
    at: minuteOf(timeline, Date.parse(outage.at)),
  };
  return (
    <div className="mt-1 mb-2 max-w-prose">
      <p className="text-muted">
        {t("outageHelp")}{" "}
        <Link
          href={timelineHref(moment)}
          onClick={handleInClient(() => show(moment))}
          prefetch={false}
          className="text-accent underline"
        >
          {t("outageZoom")}
        </Link>
      </p>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5">
        {lost.slice(0, SHOWN_PEOPLE).map(({ sessionId, name, at }) => (
          <li key={sessionId}>
            <Link
              href={sessionHref(sessionId)}
              prefetch={false}
              title={formatTime(at)}
              className="hover:underline"
            >
              {name}
            </Link>
          </li>
        ))}
        {lost.length > SHOWN_PEOPLE && (
          <li className="text-muted">{t("outageMore", { count: lost.length - SHOWN_PEOPLE })}</li>
        )}
      </ul>
    </div>
  );
}

/** Returns the lost sessions of an outage in the order of the lines; of each user, only the first one. */
function sessionsOf({ lines }: Timeline, { at, sessionIds }: TimelineOutage) {
  const lost = new Set(sessionIds);
  return lines.flatMap(({ name, sessions }) => {
    const session = sessions.find(({ sessionId }) => lost.has(sessionId));
    return session ? [{ sessionId: session.sessionId, name, at: session.logoutTime ?? at }] : [];
  });
}
