import { Elapsed } from "@/components/live/elapsed";
import { formatDuration } from "@/lib/i18n/format-duration";
import type { SessionRow } from "@/lib/sessions/session-row";
import { Approximate } from "./approximate";

/** The length of a session. It grows each second while the session is open. */
export function Duration({
  session,
}: {
  session: Pick<SessionRow, "loginTime" | "logoutTime" | "endReason">;
}) {
  const { loginTime, logoutTime, endReason } = session;
  if (logoutTime === null) return <Elapsed since={loginTime} />;
  return (
    <span className="whitespace-nowrap">
      {endReason === "LOST_CONTACT" && <Approximate />}
      {formatDuration(Date.parse(logoutTime) - Date.parse(loginTime))}
    </span>
  );
}
