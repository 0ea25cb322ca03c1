"use client";
import { useTranslations } from "next-intl";

interface Props {
  on: boolean;
  turn: (on: boolean) => void;
}

/**
 * The switch for the keyboard shortcuts of the page, which also explains them. Speech input can press letters
 * by accident, so users must be able to turn shortcuts off (WCAG 2.1.4).
 */
export function TimelineKeysSwitch({ on, turn }: Props) {
  const t = useTranslations("timeline");
  return (
    <p className="mt-6 text-xs text-muted print:hidden [@media(scripting:none)]:hidden">
      <label className="inline-flex items-center gap-2">
        <input type="checkbox" checked={on} onChange={(event) => turn(event.currentTarget.checked)} />
        <span>{t("keys")}</span>
      </label>
    </p>
  );
}
