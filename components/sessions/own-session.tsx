import { useTranslations } from "next-intl";

/** The badge of the session that requested this page. */
export function OwnSession() {
  const t = useTranslations("sessions");
  return (
    <span className="rounded bg-accent-soft px-1.5 py-0.5 text-xs font-medium whitespace-nowrap text-accent">
      {t("thisOne")}
    </span>
  );
}
