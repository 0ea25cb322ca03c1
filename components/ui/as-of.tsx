import { useTimeZone, useTranslations } from "next-intl";
import { formatTime } from "@/lib/i18n/format-instant";

/** When the figures of a page are from. */
export function AsOf({ at }: { at: string }) {
  const t = useTranslations("activeUsers");
  return (
    <p className="text-muted tabular-nums">
      {t("updatedAt", { time: formatTime(at, useTimeZone() ?? "UTC") })}
    </p>
  );
}
