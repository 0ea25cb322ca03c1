import { useTranslations } from "next-intl";
import { ACTIVE_WINDOW_MS, ONLINE_WINDOW_MS, type Presence } from "@/lib/sessions/presence";

/** Returns a function that explains a presence in one sentence, with the time limits of the rule. */
export function useStatusMeaning(): (status: Presence) => string {
  const t = useTranslations("presence.meaning");
  const limits = { seconds: ONLINE_WINDOW_MS / 1000, minutes: ACTIVE_WINDOW_MS / 60_000 };
  return (status) => t(status, limits);
}
