"use client";
import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { MessagePage } from "@/components/ui/message-page";

/** A bug, or a page that the network cut short; what is inside the error is for the log. */
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
