import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";

/** The sign-out button: a plain form, because sign-out must work without scripts. */
export function SignOutButton() {
  const t = useTranslations("frame");
  return (
    <form method="post" action="/api/sign-out">
      <button type="submit" className={`${BUTTON_CLASS.quiet} w-full`}>
        <LogOut aria-hidden="true" className="size-3.5" />
        {t("signOut")}
      </button>
    </form>
  );
}
