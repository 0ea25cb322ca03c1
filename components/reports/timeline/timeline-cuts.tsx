import Link from "next/link";
import { useTranslations } from "next-intl";
import { minuteOf } from "@/components/reports/timeline/drawing/timeline-span";
import { handleInClient } from "@/components/ui/client-navigation";
import type { ShowView } from "@/components/ui/use-address-view";
import { formatMinute, formatTime } from "@/lib/i18n/format-instant";
import { sessionHref } from "@/lib/paths/history";
import { timelineHref } from "@/lib/paths/timeline";
import type { Timeline, TimelineCut } from "@/lib/reports/timeline/timeline";
import type { TimelineView } from "@/lib/reports/timeline/timeline-view";

const SHOWN_CUTS = 12;
const SHOWN_PEOPLE = 40;

interface Props {
  timeline: Timeline;
  view: TimelineView;
  show: ShowView<TimelineView>;
}

/** The times at which several people were lost at once, in words, with who they were. */
export function TimelineCuts({ timeline, view, show }: Props) {
  const t = useTranslations("timeline");
  const { cuts } = timeline;
  if (cuts.length === 0) return null;
  const more = cuts.length - SHOWN_CUTS;
  return (
    <section aria-label={t("cuts")} className="mt-3 print:hidden">
      <ul className="flex flex-wrap items-start gap-x-6 gap-y-1">
        {cuts.slice(0, SHOWN_CUTS).map((cut) => (
          <li key={cut.at} className="timeline-cut-item">
            <details>
              <summary className="tabular-nums">
                {t("cut", { people: cut.people, time: formatMinute(cut.at) })}
              </summary>
              <Cut cut={cut} timeline={timeline} view={view} show={show} />
            </details>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-muted">{t("moreCuts", { count: more })}</p>}
    </section>
  );
}

function Cut({ cut, timeline, view, show }: Props & { cut: TimelineCut }) {
  const t = useTranslations("timeline");
  const lost = sessionsOf(timeline, cut);
  const moment: TimelineView = {
    ...view,
    view: "drawing",
    zoom: "1h",
    at: minuteOf(timeline, Date.parse(cut.at)),
  };
  return (
    <div className="mt-1 mb-2 max-w-prose">
      <p className="text-muted">
        {t("cutHelp")}{" "}
        <Link
          href={timelineHref(moment)}
          onClick={handleInClient(() => show(moment))}
          prefetch={false}
          className="text-accent underline"
        >
          {t("cutZoom")}
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
          <li className="text-muted">{t("cutMore", { count: lost.length - SHOWN_PEOPLE })}</li>
        )}
      </ul>
    </div>
  );
}

/** Whose they were, by name: of a person with two the first. */
function sessionsOf({ lines }: Timeline, { at, sessionIds }: TimelineCut) {
  const lost = new Set(sessionIds);
  return lines.flatMap(({ name, sessions }) => {
    const session = sessions.find(({ sessionId }) => lost.has(sessionId));
    return session ? [{ sessionId: session.sessionId, name, at: session.logoutTime ?? at }] : [];
  });
}
