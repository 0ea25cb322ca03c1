import { useFormatter, useTranslations } from "next-intl";

interface Props {
  /** Average number of connected users by weekday (Monday first) and hour; null: not in the period. */
  heat: (number | null)[][];
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/**
 * Number of shades in week-heat.css. A colour computed for each cell would need a `style` attribute, which
 * the content security policy blocks.
 */
const LEVELS = 8;
/** Smaller averages are shown as `<0.1`. */
const LEAST = 0.1;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** A table of weekdays and hours, shaded by the average number of connected users. */
export function WeekHeat({ heat }: Props) {
  const t = useTranslations("connectionTime.heat");
  const format = useFormatter();
  const most = Math.max(...heat.flat().map((people) => people ?? 0));
  const inWords = (people: number) =>
    people < LEAST
      ? `<${format.number(LEAST)}`
      : format.number(people, { maximumFractionDigits: people < 10 ? 1 : 0 });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="week-heat-frame" aria-label={t("caption")} tabIndex={0}>
      <table className="week-heat tabular-nums">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr>
            <td />
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                {String(hour).padStart(2, "0")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((weekday, index) => (
            <tr key={weekday}>
              <th scope="row">{t(`weekdays.${weekday}`)}</th>
              {HOURS.map((hour) => {
                const people = heat[index]?.[hour] ?? null;
                return (
                  <td key={hour} data-level={levelOf(people, most)}>
                    {people === null ? "" : people === 0 ? "·" : inWords(people)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function levelOf(people: number | null, most: number): number | undefined {
  return people ? Math.ceil((people / most) * LEVELS) : undefined;
}
