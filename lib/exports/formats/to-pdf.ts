import { setImmediate as nextTurn } from "node:timers/promises";
import { type PaperCell, PdfPages } from "@/lib/exports/formats/pdf-pages";
import { hoursOf } from "@/lib/exports/formats/to-csv";
import type {
  Cell,
  ExportColumn,
  ExportProvenance,
  ExportTable,
  Kind,
} from "@/lib/exports/table/export-table";
import { formatDay, formatInstant } from "@/lib/i18n/format-instant";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";

const NOTHING = new Uint8Array(0);
/** Rows drawn before control returns to the event loop, where other requests wait. */
const ROWS_AT_ONCE = 50;
/** In characters: a longer criterion has lines of its own. */
const LONG_CRITERION = 150;
const ROW = { size: 7 };
const HEADING = { size: 7, bold: true };

/**
 * Writes a list as a PDF. All pages stay in memory until the last is drawn, because each shows the number of
 * pages. Until then the chunks are empty.
 */
export async function* toPdf(
  table: ExportTable,
  provenance: ExportProvenance,
  messages: PageMessages,
): AsyncGenerator<Uint8Array> {
  const columns = table.columns.map((column, index) => ({ ...column, index }));
  const shown = columns.filter(({ omitFromPdf }) => !omitFromPdf);
  const headings = () => {
    paper.write(layOut(shown.map(({ heading }) => heading)), HEADING);
    paper.rule();
  };
  const info = { title: table.title, author: provenance.organisation, at: table.now };
  const paper = new PdfPages(info, headings);
  const layOut = placesOf(shown, paper.width);
  writeHead(paper, table, provenance, messages);
  headings();
  let rows = 0;
  for await (const batch of table.rows()) {
    for (const row of batch) {
      paper.write(layOut(shown.map(({ index, kind }) => textOf(row[index] ?? null, kind))), ROW);
      paper.rule();
      if (++rows % ROWS_AT_ONCE === 0) await nextTurn();
    }
    yield NOTHING;
  }
  writeTotals(paper, table, rows, messages);
  const t = translatorOf("exports", messages);
  const left = t("paper.made", {
    at: formatInstant(provenance.at),
    by: provenance.by,
    timeZone: provenance.timeZone,
  });
  yield* paper.end((page, pages) => ({ left, right: t("paper.page", { page, pages }) }));
}

function writeHead(
  paper: PdfPages,
  table: ExportTable,
  { organisation }: ExportProvenance,
  messages: PageMessages,
): void {
  const t = translatorOf("exports", messages);
  const line = (text: string) => [{ x: 0, width: paper.width, text }];
  paper.write(line(organisation), { size: 9, muted: true });
  paper.write(line(table.title), { size: 15, bold: true });
  const pairs = table.criteria.map(({ label, value }) => t("paper.pair", { label, value }));
  const short = pairs.filter(({ length }) => length <= LONG_CRITERION);
  paper.write(line(short.join("  ·  ") || t("summary.everything")), { size: 9 });
  for (const text of pairs.filter((each) => !short.includes(each)))
    paper.write(line(text), { size: 7, muted: true });
  const leftOut = table.columns.filter(({ omitFromPdf }) => omitFromPdf).map(({ heading }) => heading);
  if (leftOut.length > 0)
    paper.write(line(t("paper.leftOut", { columns: leftOut.join(", ") })), { size: 7, muted: true });
  paper.space(6);
}

function writeTotals(paper: PdfPages, table: ExportTable, rows: number, messages: PageMessages): void {
  const t = translatorOf("exports", messages);
  const line = (text: string) => [{ x: 0, width: paper.width, text }];
  paper.space(4);
  if (rows === 0) paper.write(line(t("paper.empty")), { size: 9 });
  const totals = [{ label: t("summary.rows"), kind: "count", value: rows } as const, ...table.totals()];
  const pairs = totals.map(({ label, kind, value }) =>
    t("paper.pair", { label, value: textOf(value, kind) }),
  );
  paper.write(line(pairs.join("  ·  ")), { size: 9, bold: true });
}

/** Returns a function that places texts in columns; each column has its share of the line. */
function placesOf(columns: ExportColumn[], width: number): (texts: string[]) => PaperCell[] {
  const all = columns.reduce((sum, column) => sum + column.width, 0);
  let x = 0;
  const places = columns.map((column) => {
    const place = { x, width: (column.width / all) * width };
    x += place.width;
    return place;
  });
  return (texts) => places.map((place, index) => ({ ...place, text: texts[index] ?? "" }));
}

function textOf(cell: Cell, kind: Kind): string {
  if (cell === null) return "";
  if (typeof cell === "number") return kind === "duration" ? hoursOf(cell) : String(cell);
  if (kind === "day") return formatDay(cell);
  return kind === "instant" ? formatInstant(cell) : cell;
}
