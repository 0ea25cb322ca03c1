import { useTranslations } from "next-intl";
import { Instant } from "@/components/ui/instant";
import type { SessionRow } from "@/lib/sessions/session-row";
import { Approximate } from "./approximate";

/** When a session ended, or that it has not. */
export function LogoutTime({
  session: { logoutTime, endReason },
}: {
  session: Pick<SessionRow, "logoutTime" | "endReason">;
}) {
  const t = useTranslations("presence");
  if (logoutTime === null) return <span className="still-connected">{t("stillConnected")}</span>;
  return (
    <span className="logout-time whitespace-nowrap">
      {endReason === "LOST_CONTACT" && <Approximate />}
      <Instant at={logoutTime} />
    </span>
  );
}
