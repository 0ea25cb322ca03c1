import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";

/** A plain form: signing out must work when nothing else does. */
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
