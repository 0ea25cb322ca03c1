"use client";
import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { MessagePage } from "@/components/ui/message-page";

/** The page for a bug or an interrupted download. The error's details are only for the log, and not shown. */
export default function ErrorPage() {
  const t = useTranslations("faults.error");
  return (
    <MessagePage
      title={t("title")}
      action={
        <div className="flex flex-wrap gap-3">
          <button type="button" onClick={() => window.location.reload()} className={BUTTON_CLASS.primary}>
            {t("retry")}
          </button>
          <a href="/" className={BUTTON_CLASS.quiet}>
            {t("home")}
          </a>
        </div>
      }
    >
      <p>{t("text")}</p>
      <p>{t("help")}</p>
    </MessagePage>
  );
}
