import { useFormatter, useTranslations } from "next-intl";
import type { ActiveUsers } from "@/lib/sessions/active-users";

const FIGURES = ["online", "away", "offline", "never", "openSessions"] as const;
const DOTS = {
  online: "bg-online",
  away: "bg-away",
  offline: "bg-offline",
  never: "border-2 border-never",
  openSessions: "hidden",
} as const;

/** The figures that matter, first and large. */
export function HeadlineFigures({ counts }: { counts: ActiveUsers["counts"] }) {
  const t = useTranslations("activeUsers");
  const format = useFormatter();
  return (
    <dl aria-label={t("figures")} className="mt-5 flex flex-wrap gap-x-8 gap-y-4 sm:gap-x-12">
      {FIGURES.map((figure) => (
        <div key={figure} className="flex flex-col-reverse">
          <dt className="flex items-center gap-2 text-muted">
            <span aria-hidden="true" className={`size-2 rounded-full ${DOTS[figure]}`} />
            {t(`count.${figure}`, { count: counts[figure] })}
          </dt>
          <dd className="text-4xl font-semibold tracking-tight">{format.number(counts[figure])}</dd>
        </div>
      ))}
    </dl>
  );
}
