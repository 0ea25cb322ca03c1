import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { PasswordFault } from "./password-fault";
import { PasswordField } from "./password-field";

/** The form that ends the user's other sessions. It works without a script. */
export function EndOthersForm({ username, fault }: { username: string; fault: string | undefined }) {
  const t = useTranslations("account");
  return (
    <form method="post" action="/api/me/end-others" className="flex max-w-sm flex-col gap-4">
      <p className="text-muted">{t("endOthersHelp")}</p>
      <PasswordFault code={fault} />
      <input type="hidden" name="username" value={username} autoComplete="username" />
      <PasswordField name="current" label={t("password")} autoComplete="current-password" />
      <button type="submit" className={`${BUTTON_CLASS.quiet} self-start`}>
        {t("endOthers")}
      </button>
    </form>
  );
}
