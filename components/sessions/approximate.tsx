import { useTranslations } from "next-intl";

/** Marks what is known only by a session's last contact. */
export function Approximate() {
  const t = useTranslations("sessions");
  return (
    <span title={t("aboutHelp")} className="mr-1">
      <span aria-hidden="true">≈</span>
      <span className="sr-only">{t("about")}</span>
    </span>
  );
}
