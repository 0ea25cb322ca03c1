import { useTranslations } from "next-intl";
import type { SessionRow } from "@/lib/sessions/active-users";

/** How a session ended, in words. */
export function Ending({ reason }: { reason: NonNullable<SessionRow["endReason"]> }) {
  const t = useTranslations("sessions.endings");
  return t(reason);
}
