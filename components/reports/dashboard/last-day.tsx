import { useTimeZone, useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { formatDay, formatMinute } from "@/lib/i18n/format-instant";
import type { Dashboard } from "@/lib/reports/dashboard/dashboard";
import { curveOf } from "./connected-curve";
import { hourMarks } from "./hour-marks";
import { LastDayChart } from "./last-day-chart";
import { LastDayTable } from "./last-day-table";

/** The users connected in the last 24 hours: a summary, a chart and a table. */
export function LastDay({ dashboard }: { dashboard: Dashboard }) {
  const t = useTranslations("dashboard.lastDay");
  const timeZone = useTimeZone() ?? "UTC";
  const curve = curveOf(dashboard);
  const { segments, peak, now, end } = curve;
  if (segments.every(({ people }) => people === 0)) {
    return <EmptyState title={t("empty")}>{t("emptyHelp")}</EmptyState>;
  }
  const local = (at: number) => toLocalIso(new Date(at), timeZone);
  const time = formatMinute(local(peak.at));
  const day = formatDay(local(peak.at)) === formatDay(local(end)) ? "today" : "yesterday";
  return (
    <>
      <p className="text-muted tabular-nums">{t("summary", { peak: peak.people, day, time, now })}</p>
      <LastDayChart curve={curve} marks={hourMarks(curve, timeZone)} />
      <LastDayTable curve={curve} />
    </>
  );
}
