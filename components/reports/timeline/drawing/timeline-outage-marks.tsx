import { useTranslations } from "next-intl";
import { formatMinute } from "@/lib/i18n/format-instant";
import type { TimelineOutage } from "@/lib/reports/timeline/timeline";
import { acrossOf, type DrawnWindow } from "./drawn-window";

interface Props {
  outages: TimelineOutage[];
  span: DrawnWindow;
}

/** The signs of outages on the axis. */
export function OutageSigns({ outages, span }: Props) {
  const t = useTranslations("timeline");
  return marksOfOutages(outages, span).map(({ at, people, across }) => (
    <svg key={at} aria-hidden="true" x={`${across}%`} y="100%" className="timeline-mark">
      <title>{t("outage", { people, time: formatMinute(at) })}</title>
      <path d="M0 -1l-4.5 -7.5h9z" className="timeline-outage-sign" />
    </svg>
  ));
}

/** The lines of outages through the drawing. */
export function OutageLines({ outages, span }: Props) {
  return marksOfOutages(outages, span).map(({ at, across }) => (
    <line key={at} x1={`${across}%`} x2={`${across}%`} y2="100%" className="timeline-outage" />
  ));
}

function marksOfOutages(outages: TimelineOutage[], span: DrawnWindow) {
  return outages
    .map((outage) => ({ ...outage, across: acrossOf(span, Date.parse(outage.at)) }))
    .filter(({ across }) => across >= 0 && across <= 100);
}
