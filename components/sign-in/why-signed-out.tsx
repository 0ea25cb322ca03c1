import { useTimeZone, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { formatInstant } from "@/lib/i18n/format-instant";
import type { SessionRow } from "@/lib/sessions/session-row";

interface Props {
  reason: NonNullable<SessionRow["endReason"]> | "UNKNOWN";
  session: { loginTime: Date; lastActivityAt: Date; logoutTime: Date } | null;
  revokedBy: string | null;
  note: string | null;
}

const MINUTE_MS = 60_000;

/** The explanation of how and when the session of this browser ended, and of what to do next. */
export function WhySignedOut({ reason, session, revokedBy, note }: Props) {
  const t = useTranslations("signIn");
  const timeZone = useTimeZone() ?? "UTC";
  if (reason === "UNKNOWN") {
    return (
      <Notice tone="caution" within="form" className="mt-3">
        {t("unknown")}
      </Notice>
    );
  }
  if (reason === "SIGNED_OUT" || !session) return <p className="text-muted">{t("signedOut")}</p>;
  const { loginTime, lastActivityAt, logoutTime } = session;
  const minutesSince = (at: Date) => Math.round((logoutTime.getTime() - at.getTime()) / MINUTE_MS);
  return (
    <Notice tone="caution" within="form" className="mt-3 tabular-nums">
      <p>
        {t(`ended.${reason}`, {
          // keeps date and time on one line
          at: formatInstant(toLocalIso(logoutTime, timeZone)).replace(" ", "\u00a0"),
          minutes: minutesSince(lastActivityAt),
          hours: Math.round(minutesSince(loginTime) / 60),
          name: revokedBy ?? "",
          named: revokedBy ? "yes" : "no",
        })}
      </p>
      {note && <p className="mt-1.5 wrap-anywhere">{t("note", { note })}</p>}
    </Notice>
  );
}
