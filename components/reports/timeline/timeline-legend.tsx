import { useTranslations } from "next-intl";
import { ENDING_LOOKS } from "@/components/reports/timeline/drawing/ending-look";
import { EndingMark } from "@/components/reports/timeline/drawing/ending-mark";

/** The legend of the bars, the working hours and, today, the current time. */
export function TimelineLegend({ today }: { today: boolean }) {
  const t = useTranslations("timeline");
  return (
    <ul aria-label={t("legend")} className="timeline-legend">
      {ENDING_LOOKS.map((look) => (
        <li key={look}>
          <svg aria-hidden="true" className="timeline-sample">
            <rect x="0" y="3" width="65%" height="8" className="timeline-bar" data-look={look} />
            <EndingMark look={look} across={65} y={3} height={8} />
          </svg>
          {t(`looks.${look}`)}
        </li>
      ))}
      <li>
        <svg aria-hidden="true" className="timeline-sample">
          <rect width="100%" height="100%" className="timeline-work" />
        </svg>
        {t("workLegend")}
      </li>
      {today && (
        <li>
          <svg aria-hidden="true" className="timeline-sample">
            <line x1="50%" x2="50%" y2="100%" className="timeline-now" />
          </svg>
          {t("nowLegend")}
        </li>
      )}
    </ul>
  );
}
