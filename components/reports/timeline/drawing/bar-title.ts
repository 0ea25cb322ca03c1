import { formatInstant, formatTime } from "@/lib/i18n/format-instant";
import type { TimelineBar } from "@/lib/reports/timeline/timeline";

/** How sessions end, in the reader's language: looked up once, said of thousands. */
export type EndingWords = Record<NonNullable<TimelineBar["endReason"]> | "open", string>;

/** `08:02:11 – ≈ 12:10:45 · Connexion perdue`; times of other days with their date. */
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
