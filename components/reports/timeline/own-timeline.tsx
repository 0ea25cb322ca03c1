import { useTranslations } from "next-intl";
import { barTitle } from "@/components/reports/timeline/drawing/bar-title";
import { drawnWindowOf } from "@/components/reports/timeline/drawing/drawn-window";
import { TimelineAxis } from "@/components/reports/timeline/drawing/timeline-axis";
import { TimelineBars } from "@/components/reports/timeline/drawing/timeline-bars";
import { TimelineGround } from "@/components/reports/timeline/drawing/timeline-ground";
import { marksOf } from "@/components/reports/timeline/drawing/timeline-marks";
import { useEndingWords } from "@/components/reports/timeline/drawing/use-ending-words";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDuration } from "@/lib/i18n/format-duration";
import type { OwnTimeline as Own } from "@/lib/reports/timeline/timeline";
import { DayLinks } from "./day-links";
import { wordsOfDay } from "./day-words";

/** A user's own day at the time of the request, as a drawing and as a list. */
export function OwnTimeline({ timeline, hrefOf }: { timeline: Own; hrefOf: (day: string | null) => string }) {
  const t = useTranslations("timeline");
  const { day, today, sessions } = timeline;
  const { weekday, digits } = wordsOfDay(day);
  return (
    <>
      <DayLinks day={day} today={today} hrefOf={hrefOf}>
        <p className="min-w-40 text-center font-medium tabular-nums">
          {t("heading", { weekday: t(`weekdays.${weekday}`), day: digits })}
        </p>
      </DayLinks>
      {sessions.length > 0 ? (
        <OwnDay timeline={timeline} />
      ) : (
        <div className="mt-3">
          <EmptyState title={t("ownEmpty")}>{t("ownEmptyHelp")}</EmptyState>
        </div>
      )}
    </>
  );
}

function OwnDay({ timeline }: { timeline: Own }) {
  const words = useEndingWords();
  const { day, work, sessions, generatedAt } = timeline;
  const now = Date.parse(generatedAt);
  const span = drawnWindowOf(timeline, { zoom: "day", at: null });
  const marks = marksOf(timeline, span, "day");
  return (
    <>
      <div aria-hidden="true" className="timeline timeline-own">
        <div className="timeline-head">
          <TimelineAxis marks={marks} />
        </div>
        <div className="relative">
          <TimelineGround work={work} span={span} marks={marks} />
          <div className="timeline-line">
            <TimelineBars sessions={sessions} span={span} now={now} />
          </div>
        </div>
      </div>
      <ul className="mt-2 text-[0.8125rem] text-muted tabular-nums">
        {sessions.map((session) => (
          <li key={session.sessionId}>
            {barTitle(session, day, words)} ·{" "}
            {formatDuration(Date.parse(session.logoutTime ?? generatedAt) - Date.parse(session.loginTime))}
          </li>
        ))}
      </ul>
    </>
  );
}
