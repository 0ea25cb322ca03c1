import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { Message } from "@/components/ui/message";
import { requirePageViewer } from "@/lib/auth/session/guards";

/**
 * 403, inside the frame of whoever is signed in. Next draws this file ahead for every route beneath it, so it must not
 * stand at the root: it would ask who is there on the sign-in page, too.
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
