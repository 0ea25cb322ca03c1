import { useTranslations } from "next-intl";
import type { Timeline } from "@/lib/reports/timeline/timeline";

const HOUR_MS = 3_600_000;
const USUAL_HOURS = 24;

/**
 * The number of users and sessions of the day. Notes follow when some are left out, or when the clocks
 * changed.
 */
export function TimelineNotes({ timeline }: { timeline: Timeline }) {
  const t = useTranslations("timeline");
  const { lines, people, connected, sessions, start, end } = timeline;
  const hours = (Date.parse(end) - Date.parse(start)) / HOUR_MS;
  const shown = lines.reduce((sum, line) => sum + line.sessions.length, 0);
  return (
    <div className="mt-3">
      <p className="text-muted tabular-nums">{t("summary", { people: connected, sessions })}</p>
      {lines.length < people && (
        <p className="text-caution">{t("incomplete", { shown: lines.length, people })}</p>
      )}
      {lines.length === people && shown < sessions && (
        <p className="text-caution">{t("incompleteSessions", { shown, sessions })}</p>
      )}
      {hours !== USUAL_HOURS && <p className="text-muted">{t("clockChange", { hours })}</p>}
    </div>
  );
}
