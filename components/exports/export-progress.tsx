import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import type { ExportState } from "./use-export";

/** The progress and the result of an export. */
export function ExportProgress({ state, cancel }: { state: ExportState; cancel: () => void }) {
  const t = useTranslations("exports");
  return (
    <>
      {state.kind === "running" && (
        <div className="grid gap-2">
          <progress
            aria-label={t("export")}
            className="export-progress"
            value={state.total === null ? undefined : state.rows}
            max={Math.max(1, state.total ?? 1)}
          />
          <p className="tabular-nums">
            {state.total === null
              ? t("menu.counting")
              : t("menu.progress", { rows: state.rows, total: state.total })}
          </p>
          <button type="button" onClick={cancel} className={BUTTON_CLASS.quiet}>
            {t("menu.cancel")}
          </button>
        </div>
      )}
      <p role="status" className="empty:hidden">
        {state.kind === "done" && t("menu.done", { rows: state.rows })}
        {state.kind === "cancelled" && t("menu.cancelled")}
      </p>
      {state.kind === "failed" && (
        <Notice tone="caution" within="menu" role="alert">
          {t(`faults.${state.fault}`, {
            rows: state.rows ?? 0,
            limit: state.limit ?? 0,
            seconds: state.seconds ?? 0,
          })}
        </Notice>
      )}
    </>
  );
}
