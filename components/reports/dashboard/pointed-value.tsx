import { useTimeZone, useTranslations } from "next-intl";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { formatMinute } from "@/lib/i18n/format-instant";
import { acrossOf, type Curve, readAt } from "./connected-curve";

/** The number of users at the pointer, above a line down to the axis. */
export function PointedValue({ curve, across }: { curve: Curve; across: number }) {
  const t = useTranslations("dashboard.lastDay");
  const { at, people } = readAt(curve, across);
  const time = formatMinute(toLocalIso(new Date(at), useTimeZone() ?? "UTC"));
  const x = `${acrossOf(curve, at)}%`;
  const anchor = across < 25 ? "start" : across > 75 ? "end" : "middle"; // keeps the text within the page
  return (
    <>
      <line x1={x} x2={x} y2="100%" className="chart-pointer" />
      <text x={x} y="-8" textAnchor={anchor} className="fill-ink font-medium">
        {t("pointed", { time, count: people })}
      </text>
    </>
  );
}
