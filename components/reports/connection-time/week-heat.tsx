import { useFormatter, useTranslations } from "next-intl";

interface Props {
  /** By weekday (Monday first) and hour: how many people were connected, on average; null: not in the period. */
  heat: (number | null)[][];
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** As many grounds as week-heat.css has: a style of its own, which a cell would need for more, the policy of the document refuses. */
const LEVELS = 8;
/** What is less is said to be. */
const LEAST = 0.1;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** When in the week people are connected: a table whose figures are shaded. */
export function WeekHeat({ heat }: Props) {
  const t = useTranslations("connectionTime.heat");
  const format = useFormatter();
  const most = Math.max(...heat.flat().map((people) => people ?? 0));
  const inWords = (people: number) =>
    people < LEAST
      ? `<${format.number(LEAST)}`
      : format.number(people, { maximumFractionDigits: people < 10 ? 1 : 0 });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
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
