"use client";
import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { formatTime } from "@/lib/i18n/format-instant";
import type { RefreshFailure } from "./refresh-error";

interface Props {
  failure: RefreshFailure | null;
  generatedAt: string;
  retry: () => Promise<void>;
}

/**
 * The notice that the data is old after a failed refresh. The live region is always in the page, so that
 * screen readers announce its text.
 */
export function RefreshNotice({ failure, generatedAt, retry }: Props) {
  const t = useTranslations("freshness.failure");
  // the tab is already leaving for the sign-in page
  const shown = failure !== null && failure !== "signedOut";
  return (
    <div role="status">
      {shown && (
        <Notice
          tone="caution"
          within="page"
          className="mt-4 flex flex-wrap items-center justify-between gap-3"
        >
          <p>{t(failure, { time: formatTime(generatedAt) })}</p>
          {failure !== "forbidden" && (
            <button
              type="button"
              onClick={() => void retry()}
              className={`${BUTTON_CLASS.quiet} border-caution! text-caution!`}
            >
              {t("retry")}
            </button>
          )}
        </Notice>
      )}
    </div>
  );
}
