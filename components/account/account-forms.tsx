import { useTranslations } from "next-intl";
import { ChangePasswordForm } from "./change-password-form";
import { EndOthersForm } from "./end-others-form";

interface Props {
  username: string;
  /** Name and fault code of the form that was sent and rejected. */
  refused: { form?: string; error?: string };
}

/** The forms with which users change their own account. A form is open on request and after a rejection. */
export function AccountForms({ username, refused: { form, error } }: Props) {
  const t = useTranslations("account");
  const faultOf = (name: string) => (form === name ? error : undefined);
  return (
    <div className="border-t border-line">
      <details id="password" open={form === "password"} className="disclosure">
        <summary>{t("changePassword")}</summary>
        <ChangePasswordForm username={username} fault={faultOf("password")} />
      </details>
      <details id="others" open={form === "others"} className="disclosure">
        <summary>{t("endOthers")}</summary>
        <EndOthersForm username={username} fault={faultOf("others")} />
      </details>
    </div>
  );
}
