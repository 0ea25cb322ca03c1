import { useTranslations } from "next-intl";
import { Instant } from "@/components/ui/instant";
import type { SessionRow } from "@/lib/sessions/session-row";
import { Approximate } from "./approximate";

/** The end of a session, or the words for a session that is still open. */
export function LogoutTime({
  session: { logoutTime, endReason },
}: {
  session: Pick<SessionRow, "logoutTime" | "endReason">;
}) {
  const t = useTranslations("presence");
  if (logoutTime === null) return t("stillConnected");
  return (
    <span className="whitespace-nowrap">
      {endReason === "LOST_CONTACT" && <Approximate />}
      <Instant at={logoutTime} />
    </span>
  );
}
