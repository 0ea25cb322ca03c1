import { useTranslations } from "next-intl";
import { readDevice } from "./read-device";

/** Browser and system in words; what the browser really said is beside, on hover. */
export function Device({ userAgent }: { userAgent: string | null }) {
  const t = useTranslations("sessions");
  if (userAgent === null) return <span className="text-muted">{t("unknownDevice")}</span>;
  const { browser, system } = readDevice(userAgent);
  const words = browser && system ? t("device", { browser, system }) : (browser ?? system ?? userAgent);
  return (
    <span title={userAgent} className="line-clamp-2 wrap-anywhere">
      {words}
    </span>
  );
}
