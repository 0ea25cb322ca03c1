import type { Cell, ExportProvenance, ExportTable, Kind } from "@/lib/exports/table/export-table";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";

interface SummaryRow {
  label: string;
  value: Cell;
  kind: Kind;
}

/** What a file says of itself: what it is, narrowed to what, how much, by whom and when. */
export function summaryRows(
  table: ExportTable,
  { organisation, timeZone, at, by }: ExportProvenance,
  rows: number,
  words: PageMessages,
): SummaryRow[] {
  const t = translatorOf("exports", words);
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
