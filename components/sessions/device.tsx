import { useTranslations } from "next-intl";
import type { SessionRow } from "@/lib/sessions/active-users";

/** Browser and system in words; what the browser really said is beside, on hover. */
export function Device({
  session: { userAgent, device },
}: {
  session: Pick<SessionRow, "userAgent" | "device">;
}) {
  const t = useTranslations("sessions");
  if (userAgent === null) return <span className="text-muted">{t("unknownDevice")}</span>;
  const { browser, system } = device ?? { browser: null, system: null };
  const words = browser && system ? t("device", { browser, system }) : (browser ?? system ?? userAgent);
  return (
    <span title={userAgent} className="line-clamp-2 wrap-anywhere">
      {words}
    </span>
  );
}
