import type { Cell, ExportProvenance, ExportTable, Kind } from "@/lib/exports/table/export-table";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";

interface SummaryRow {
  label: string;
  value: Cell;
  kind: Kind;
}

/**
 * Returns the description of a file: its list, filters, number of rows, totals, and by whom and when it was
 * made.
 */
export function summaryRows(
  table: ExportTable,
  { organisation, timeZone, at, by }: ExportProvenance,
  rows: number,
  messages: PageMessages,
): SummaryRow[] {
  const t = translatorOf("exports", messages);
  const criteria =
    table.criteria.length > 0
      ? table.criteria
      : [{ label: t("summary.criteria"), value: t("summary.everything") }];
  return [
    { label: t("summary.organisation"), value: organisation, kind: "text" },
    { label: t("summary.list"), value: table.title, kind: "text" },
    ...criteria.map(({ label, value }) => ({ label, value, kind: "text" }) as const),
    { label: t("summary.rows"), value: rows, kind: "count" },
    ...table.totals(),
    { label: t("summary.madeAt"), value: at, kind: "instant" },
    { label: t("summary.madeBy"), value: by, kind: "text" },
    { label: t("summary.timeZone"), value: timeZone, kind: "text" },
  ];
}
