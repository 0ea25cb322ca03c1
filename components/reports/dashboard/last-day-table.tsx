import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { Instant } from "@/components/ui/instant";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { formatTime } from "@/lib/i18n/format-instant";
import type { Curve } from "./connected-curve";

/** The curve as a table: one row for each change, the latest first. */
export function LastDayTable({ curve: { segments, now, end } }: { curve: Curve }) {
  const t = useTranslations("dashboard.lastDay");
  const number = useFormatter().number;
  const timeZone = useTimeZone() ?? "UTC";
  const localIso = (at: number) => toLocalIso(new Date(at), timeZone);
  const rows = segments.toReversed();
  return (
    <details className="mt-3">
      <summary className="w-fit cursor-pointer text-muted hover:text-ink">{t("showTable")}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keyboards must be able to scroll it */}
      <section aria-label={t("caption")} tabIndex={0} className="chart-table">
        <table>
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("from")}</th>
              <th scope="col">{t("to")}</th>
              <th scope="col">{t("people")}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t("now")}</th>
              <td />
              <td>{number(now)}</td>
            </tr>
            {rows.map(({ from, to, people }) => (
              <tr key={from}>
                <th scope="row">
                  <Instant at={localIso(from)} />
                </th>
                <td>{to < end ? formatTime(localIso(to)) : t("now")}</td>
                <td>{number(people)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
