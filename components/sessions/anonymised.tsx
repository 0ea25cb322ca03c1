import { useTranslations } from "next-intl";

/** Stands for an address and an agent that were taken away because of their age. */
export function Anonymised() {
  const t = useTranslations("sessions");
  return (
    <span className="text-muted" title={t("anonymisedHelp")}>
      {t("anonymised")}
    </span>
  );
}
