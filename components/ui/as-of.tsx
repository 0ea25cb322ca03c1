import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatTime } from "@/lib/i18n/format-instant";
import { BUTTON_CLASS } from "./button-class";

interface Props {
  at: string;
  /** Address of the page, for the refresh link of a page that does not refresh by itself. */
  path?: string;
}

/** The time of a page's data, with a link that loads the page again. */
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
