import { useTranslations } from "next-intl";
import { formatMinute } from "@/lib/i18n/format-instant";
import type { TimelineCut } from "@/lib/reports/timeline/timeline";
import { acrossOf, type TimeWindow } from "./timeline-span";

interface Props {
  cuts: TimelineCut[];
  span: TimeWindow;
}

/** On the axis, where people were lost together. */
export function CutSigns({ cuts, span }: Props) {
  const t = useTranslations("timeline");
  return drawnOf(cuts, span).map(({ at, people, across }) => (
    <svg key={at} aria-hidden="true" x={`${across}%`} y="100%" className="timeline-mark">
      <title>{t("cut", { people, time: formatMinute(at) })}</title>
      <path d="M0 -1l-4.5 -7.5h9z" className="timeline-cut-sign" />
    </svg>
  ));
}

/** And down through the lines. */
export function CutLines({ cuts, span }: Props) {
  return drawnOf(cuts, span).map(({ at, across }) => (
    <line key={at} x1={`${across}%`} x2={`${across}%`} y2="100%" className="timeline-cut" />
  ));
}

function drawnOf(cuts: TimelineCut[], span: TimeWindow) {
  return cuts
    .map((cut) => ({ ...cut, across: acrossOf(span, Date.parse(cut.at)) }))
    .filter(({ across }) => across >= 0 && across <= 100);
}
