import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatTime } from "@/lib/i18n/format-instant";
import { BUTTON_CLASS } from "./button-class";

interface Props {
  at: string;
  /** The page itself: what does not refresh by itself is asked for again. */
  path?: string;
}

/** When the figures of a page are from. */
export function AsOf({ at, path }: Props) {
  const t = useTranslations("freshness");
  return (
    <div className="flex items-center gap-4 text-muted tabular-nums">
      <p>{t("updatedAt", { time: formatTime(at) })}</p>
      {path && (
        <a href={path} className={`${BUTTON_CLASS.quiet} print:hidden`}>
          <RefreshCw aria-hidden="true" className="size-3.5" />
          {t("refresh")}
        </a>
      )}
    </div>
  );
}
