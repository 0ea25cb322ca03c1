"use client";
import { Pause, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefreshMode } from "./use-refreshed";

interface Props {
  mode: RefreshMode;
  pause: (paused: boolean) => void;
}

/** The refresh mode of the page, and the button that pauses it. Hidden where no script runs. */
export function LiveState({ mode, pause }: Props) {
  const t = useTranslations("freshness.mode");
  const paused = mode === "paused";
  const Icon = paused ? Play : Pause;
  return (
    <span className="inline-flex items-center gap-1 noscript:invisible print:hidden">
      <span role="status" title={t(`${mode}Help`)} className="inline-flex items-center gap-2 text-muted">
        <span aria-hidden="true" className="live-dot" data-mode={mode} />
        {t(mode)}
      </span>
      <button
        type="button"
        onClick={() => pause(!paused)}
        aria-label={paused ? t("resume") : t("pause")}
        title={paused ? t("resume") : t("pause")}
        className="icon-button"
      >
        <Icon aria-hidden="true" className="size-3.5" />
      </button>
    </span>
  );
}
