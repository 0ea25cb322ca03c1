"use client";
import { RefreshCw, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { formatTime } from "@/lib/i18n/format-instant";
import { LiveState } from "./live-state";
import type { RefreshMode } from "./use-refreshed";

interface Props {
  generatedAt: string;
  /** Newer figures were asked for in vain. */
  failing: boolean;
  /** What the form sends when there is no script to refresh in place. */
  query?: Record<string, string>;
  refresh: () => Promise<void>;
  mode: RefreshMode;
  pause: (paused: boolean) => void;
}

/** When the figures are from, and the way to newer ones. */
export function Freshness({ generatedAt, failing, query = {}, refresh, mode, pause }: Props) {
  const t = useTranslations("freshness");
  const time = formatTime(generatedAt);
  const [asked, setAsked] = useState(false);

  async function ask(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    await refresh().finally(() => setAsked(false));
  }

  return (
    <form method="get" onSubmit={ask} className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {Object.entries(query).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <LiveState mode={mode} pause={pause} />
      <p
        className={`flex items-center gap-1.5 tabular-nums ${failing ? "font-medium text-caution" : "text-muted"}`}
      >
        {failing && <TriangleAlert aria-hidden="true" className="size-3.5" />}
        {t("updatedAt", { time })}
      </p>
      <button type="submit" aria-disabled={asked} className={`${BUTTON_CLASS.quiet} print:hidden`}>
        <RefreshCw aria-hidden="true" className={`size-3.5 ${asked ? "motion-safe:animate-spin" : ""}`} />
        <span className="max-sm:sr-only">{t("refresh")}</span>
      </button>
    </form>
  );
}
