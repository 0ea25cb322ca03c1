"use client";
import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, type Ref, useId, useState, useSyncExternalStore } from "react";
import { FIELD_CLASS, LABEL_CLASS } from "@/components/ui/field-class";

interface Props {
  ref?: Ref<HTMLInputElement>;
  name: string;
  label: string;
  autoComplete: "current-password" | "new-password";
  minLength?: number;
  onType?: (password: string) => void;
  /** Text below the field; screen readers read it with the field. */
  hint?: ReactNode;
}

const subscribeToNothing = () => () => {};

/**
 * A password field. The button that shows the password is rendered only after hydration, because it needs a
 * script.
 */
export function PasswordField({ ref, name, label, autoComplete, minLength, onType, hint }: Props) {
  const t = useTranslations("password");
  const id = useId();
  const scripted = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div>
      <label htmlFor={id} className={LABEL_CLASS}>
        {label}
      </label>
      <div className="relative">
        <input
          ref={ref}
          id={id}
          name={name}
          type={shown ? "text" : "password"}
          required
          minLength={minLength}
          onInput={onType && ((event) => onType(event.currentTarget.value))}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={hint ? `${id}-hint` : undefined}
          className={`${FIELD_CLASS} pr-11`}
        />
        {scripted && (
          <button
            type="button"
            aria-controls={id}
            aria-label={shown ? t("hide") : t("show")}
            title={shown ? t("hide") : t("show")}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 grid w-11 place-items-center text-muted hover:text-ink"
          >
            <Icon aria-hidden="true" className="size-4" />
          </button>
        )}
      </div>
      {hint && (
        <div id={`${id}-hint`} className="mt-1.5">
          {hint}
        </div>
      )}
    </div>
  );
}
