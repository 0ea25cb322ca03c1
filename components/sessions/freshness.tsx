"use client";
import { RefreshCw } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { BUTTON_LOOK } from "@/components/ui/button-look";
import { formatTime } from "@/lib/i18n/format-instant";

interface Props {
  generatedAt: string;
  /** What the form sends when there is no script to refresh in place. */
  query: Record<string, number>;
  refresh: () => Promise<void>;
}

/** When the figures are from, and the way to newer ones. */
export function Freshness({ generatedAt, query, refresh }: Props) {
  const t = useTranslations("activeUsers");
  const timeZone = useTimeZone() ?? "UTC";
  const [asked, setAsked] = useState(false);

  async function ask(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    await refresh().finally(() => setAsked(false));
  }

  return (
    <form method="get" onSubmit={ask} className="flex items-center gap-4">
      {Object.entries(query).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="text-muted tabular-nums">{t("updatedAt", { time: formatTime(generatedAt, timeZone) })}</p>
      <button type="submit" aria-disabled={asked} className={BUTTON_LOOK.quiet}>
        <RefreshCw aria-hidden="true" className={`size-3.5 ${asked ? "motion-safe:animate-spin" : ""}`} />
        {t("refresh")}
      </button>
    </form>
  );
}
