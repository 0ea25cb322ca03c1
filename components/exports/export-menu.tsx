"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { Popover } from "@/components/ui/overlay/popover";
import { toSearchParams } from "@/lib/paths/query-string";
import { ExportFields } from "./export-fields";
import { ExportProgress } from "./export-progress";
import { useExport } from "./use-export";

interface Props {
  /** Address of the export. */
  action: string;
  /** Filters as query parameters of `action`; null and empty values are left out. */
  filters: Record<string, string | number | null>;
  /** Number of rows of the file, if known. */
  rows?: number;
}

/**
 * A menu that exports a list as a file. Without a script, the form makes the browser download the file. With
 * a script, the menu shows the progress and can cancel the export.
 */
export function ExportMenu({ action, filters, rows }: Props) {
  const t = useTranslations("exports");
  const { state, start, cancel } = useExport();

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (state.kind === "running") return;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(event.currentTarget))
      if (typeof value === "string") query.append(name, value);
    void start(`${action}?${query}`);
  }
  return (
    <Popover
      label={
        <>
          <Download aria-hidden="true" className="size-4" />
          {t("export")}
        </>
      }
      className={`${BUTTON_CLASS.quiet} print:hidden`}
    >
      <form method="get" action={action} onSubmit={onSubmit} className="export-menu">
        {Object.entries(toSearchParams(filters, { q: "" })).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ExportFields rows={rows} disabled={state.kind === "running"} />
        <ExportProgress state={state} cancel={cancel} />
      </form>
    </Popover>
  );
}
