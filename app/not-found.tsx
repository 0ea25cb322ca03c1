import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { MessagePage } from "@/components/ui/message-page";

export default async function NotFound() {
  const t = await getTranslations("faults.notFound");
  return (
    <MessagePage
      title={t("title")}
      action={
        <Link href="/" prefetch={false} className={BUTTON_CLASS.primary}>
          {t("home")}
        </Link>
      }
    >
      <p>{t("text")}</p>
    </MessagePage>
  );
}
