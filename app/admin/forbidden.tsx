import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { Message } from "@/components/ui/message";
import { requirePageViewer } from "@/lib/auth/session/guards";

/**
 * The 403 page, inside the frame of the signed-in user. Next renders this file in advance for each route
 * below it. At the root it would therefore also call the guard on the sign-in page.
 */
export default async function Forbidden() {
  const { name, username, role } = await requirePageViewer();
  const t = await getTranslations("faults.forbidden");
  const roles = await getTranslations("roles");
  return (
    <Message
      title={t("title")}
      action={
        <Link href="/me" prefetch={false} className={BUTTON_CLASS.primary}>
          {t("me")}
        </Link>
      }
    >
      <p className="wrap-anywhere">{t("text", { name, username, role: roles(role) })}</p>
      <p>{t("help")}</p>
    </Message>
  );
}
