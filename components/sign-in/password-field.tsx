"use client";
import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Ref, useState, useSyncExternalStore } from "react";
import { FIELD_LOOK } from "@/components/ui/field-look";

const never = () => () => {};

/** The button that shows what was typed is there only where a script can do it. */
export function PasswordField({ ref }: { ref: Ref<HTMLInputElement> }) {
  const t = useTranslations("signIn");
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div>
      <label htmlFor="password" className="mb-1.5 block font-medium">
        {t("password")}
      </label>
      <div className="relative">
        <input
          ref={ref}
          id="password"
          name="password"
          type={shown ? "text" : "password"}
          required
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          className={`${FIELD_LOOK} pr-11`}
        />
        {scripted && (
          <button
            type="button"
            aria-controls="password"
            aria-label={shown ? t("hide") : t("show")}
            title={shown ? t("hide") : t("show")}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 grid w-11 place-items-center text-muted hover:text-ink"
          >
            <Icon aria-hidden="true" className="size-4" />
          </button>
        )}
      </div>
    </div>
  );
}
