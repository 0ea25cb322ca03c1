"use client";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import {
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  passwordLength,
  RECOMMENDED_PASSWORD_LENGTH,
} from "@/lib/auth/password/password-length";
import { PasswordField } from "./password-field";

/**
 * The field for a new password, with the length rule and a hint that follows the typed length. Only the
 * server checks whether the password is easy to guess.
 */
export function NewPasswordField({ label }: { label: string }) {
  const t = useTranslations("password");
  const [length, setLength] = useState(0);
  // On a slow line the user types before the scripts arrive.
  const countTyped = useCallback((input: HTMLInputElement | null) => {
    setLength(passwordLength(input?.value ?? ""));
  }, []);
  return (
    <PasswordField
      ref={countTyped}
      name="password"
      label={label}
      autoComplete="new-password"
      onType={(password) => setLength(passwordLength(password))}
      hint={
        <>
          <p className="text-muted">{t("rule", { min: MIN_PASSWORD_LENGTH })}</p>
          <p aria-live="polite" className={`mt-1 min-h-5 tabular-nums ${toneOf(length)}`}>
            {length > 0 && t(`hint.${hintOf(length)}`, hintValues(length))}
          </p>
        </>
      }
    />
  );
}

function hintOf(length: number): "short" | "enough" | "good" | "long" {
  if (length < MIN_PASSWORD_LENGTH) return "short";
  if (length > MAX_PASSWORD_LENGTH) return "long";
  return length < RECOMMENDED_PASSWORD_LENGTH ? "enough" : "good";
}

function hintValues(length: number) {
  return {
    missing: MIN_PASSWORD_LENGTH - length,
    recommended: RECOMMENDED_PASSWORD_LENGTH,
    max: MAX_PASSWORD_LENGTH,
  };
}

function toneOf(length: number): string {
  const hint = hintOf(length);
  return hint === "good" ? "text-success" : hint === "long" ? "text-danger" : "text-muted";
}
