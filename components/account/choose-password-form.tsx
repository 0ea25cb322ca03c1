import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { NewPasswordField } from "./new-password-field";
import { PasswordFault } from "./password-fault";

interface Props {
  owner: { username: string; name: string };
  fault: string | undefined;
}

/** The second step of an activation: shows the owner of the code and asks for a new password. */
export function ChoosePasswordForm({ owner: { username, name }, fault }: Props) {
  const t = useTranslations("activation");
  return (
    <>
      <form method="post" action="/api/activation/password" className="flex flex-col gap-4">
        <p className="rounded-md border border-line bg-surface px-3 py-2.5">
          <span className="block font-medium wrap-anywhere">{name}</span>
          <span className="mt-0.5 block text-muted wrap-anywhere">{t("yourUsername", { username })}</span>
        </p>
        <input type="hidden" name="username" value={username} autoComplete="username" />
        <NewPasswordField label={t("password")} />
        <PasswordFault code={fault} />
        <button type="submit" className={BUTTON_CLASS.primary}>
          {t("choose")}
        </button>
      </form>
      <form method="post" action="/api/activation" className="mt-4">
        <input type="hidden" name="code" value="" />
        <button type="submit" className="min-h-6 text-accent underline-offset-4 hover:underline">
          {t("notMe")}
        </button>
      </form>
    </>
  );
}
