import { useTranslations } from "next-intl";

/** The ≈ sign before a time that is known only from the session's last contact. */
export function Approximate() {
  const t = useTranslations("sessions");
  return (
    <span title={t("aboutHelp")} className="mr-1">
      <span aria-hidden="true">≈</span>
      <span className="sr-only">{t("about")}</span>
    </span>
  );
}
