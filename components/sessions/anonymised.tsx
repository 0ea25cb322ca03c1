import { useTranslations } from "next-intl";

/** The placeholder for an address or user agent that was removed because of its age. */
export function Anonymised() {
  const t = useTranslations("sessions");
  return (
    <span className="text-muted" title={t("anonymisedHelp")}>
      {t("anonymised")}
    </span>
  );
}
