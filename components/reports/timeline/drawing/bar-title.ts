import { formatInstant, formatTime } from "@/lib/i18n/format-instant";
import type { TimelineBar } from "@/lib/reports/timeline/timeline";

/** Texts for the endings, in the viewer's language. Looked up once and used for thousands of bars. */
export type EndingWords = Record<NonNullable<TimelineBar["endReason"]> | "open", string>;

/**
 * Returns the text of a bar, `08:02:11 – ≈ 12:10:45 · Connexion perdue`. Times of other days have their date.
 */
export function barTitle(
  { loginTime, logoutTime, endReason }: TimelineBar,
  day: string,
  words: EndingWords,
): string {
  const time = (at: string) => (at.startsWith(day) ? formatTime(at) : formatInstant(at));
  if (logoutTime === null) return `${time(loginTime)} – … · ${words.open}`;
  const about = endReason === "LOST_CONTACT" ? "≈ " : "";
  return `${time(loginTime)} – ${about}${time(logoutTime)} · ${words[endReason ?? "open"]}`;
}
