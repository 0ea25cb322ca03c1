"use client";
import { useTranslations } from "next-intl";

interface Props {
  on: boolean;
  turn: (on: boolean) => void;
}

/** What the keys of the page do, and that they do nothing: who speaks to their computer presses letters without meaning to (WCAG 2.1.4). */
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
