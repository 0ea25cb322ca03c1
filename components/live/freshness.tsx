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
  /** The last refresh failed. */
  failing: boolean;
  /** Fields that the form sends when no script can refresh in place. */
  query?: Record<string, string>;
  refresh: () => Promise<void>;
  mode: RefreshMode;
  pause: (paused: boolean) => void;
}

/** The time of the data, the live state of the page, and the button that refreshes. */
export function Freshness({ generatedAt, failing, query = {}, refresh, mode, pause }: Props) {
  const t = useTranslations("freshness");
  const time = formatTime(generatedAt);
  const [refreshing, setRefreshing] = useState(false);

  async function refreshInPlace(event: FormEvent) {
    event.preventDefault();
    setRefreshing(true);
    await refresh().finally(() => setRefreshing(false));
  }

  return (
    <form method="get" onSubmit={refreshInPlace} className="flex flex-wrap items-center gap-x-4 gap-y-2">
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
      <button type="submit" aria-disabled={refreshing} className={`${BUTTON_CLASS.quiet} print:hidden`}>
        <RefreshCw
          aria-hidden="true"
          className={`size-3.5 ${refreshing ? "motion-safe:animate-spin" : ""}`}
        />
        <span className="max-sm:sr-only">{t("refresh")}</span>
      </button>
    </form>
  );
}
