import { useTranslations } from "next-intl";

/** Marks the session that the page was asked with. */
export function OwnSession() {
  const t = useTranslations("sessions");
  return (
    <span className="rounded bg-accent-soft px-1.5 py-0.5 text-xs font-medium whitespace-nowrap text-accent">
      {t("thisOne")}
    </span>
  );
}
