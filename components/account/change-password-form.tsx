import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { NewPasswordField } from "./new-password-field";
import { PasswordFault } from "./password-fault";
import { PasswordField } from "./password-field";

interface Props {
  /** Username for the browser's password manager. */
  username: string;
  fault: string | undefined;
}

/** The form that changes one's own password. It works without a script. */
export function ChangePasswordForm({ username, fault }: Props) {
  const t = useTranslations("account");
  return (
    <form method="post" action="/api/me/password" className="flex max-w-sm flex-col gap-4">
      <p className="text-muted">{t("changePasswordHelp")}</p>
      <PasswordFault code={fault} />
      <input type="hidden" name="username" value={username} autoComplete="username" />
      <PasswordField name="current" label={t("currentPassword")} autoComplete="current-password" />
      <NewPasswordField label={t("newPassword")} />
      <button type="submit" className={`${BUTTON_CLASS.primary} self-start`}>
        {t("changePassword")}
      </button>
    </form>
  );
}
