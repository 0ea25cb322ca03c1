import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { FIELD_CLASS, LABEL_CLASS } from "@/components/ui/field-class";
import { PasswordFault } from "./password-fault";

/** The first step of an activation: asks for the code, which the user has on paper or by phone. */
export function CodeForm({ fault }: { fault: string | undefined }) {
  const t = useTranslations("activation");
  return (
    <form method="post" action="/api/activation" className="flex flex-col gap-4">
      <div>
        <label htmlFor="code" className={LABEL_CLASS}>
          {t("code")}
        </label>
        <input
          id="code"
          name="code"
          required
          // biome-ignore lint/a11y/noAutofocus: the field is the only purpose of the page
          autoFocus
          maxLength={40}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          aria-describedby="code-hint"
          className={`${FIELD_CLASS} tabular-nums uppercase placeholder:text-muted`}
        />
        <p id="code-hint" className="mt-1.5 text-muted">
          {t("codeHint")}
        </p>
      </div>
      <PasswordFault code={fault} />
      <button type="submit" className={BUTTON_CLASS.primary}>
        {t("next")}
      </button>
    </form>
  );
}
