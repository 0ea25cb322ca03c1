import { setImmediate as nextTurn } from "node:timers/promises";
import { Zip, ZipDeflate } from "fflate";
import { summaryRows } from "@/lib/exports/formats/summary-rows";
import { rowOf } from "@/lib/exports/formats/xlsx-cells";
import {
  CONTENT_TYPES,
  PACKAGE_RELATIONS,
  plainSheet,
  STYLES,
  sheetBegins,
  sheetEnds,
  WORKBOOK_RELATIONS,
  workbook,
} from "@/lib/exports/formats/xlsx-parts";
import type { ExportProvenance, ExportTable } from "@/lib/exports/table/export-table";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";

/** DEFLATE level: on a long sheet 3 compresses about as well as a higher one, in a third of the time. */
const LEVEL = 3;
const SUMMARY_COLUMNS = [{ width: 28 }, { width: 60 }];

/**
 * Writes a list as a workbook, batch by batch. The sheet is compressed while it is written, and is never
 * whole in memory. A second sheet describes the file.
 */
export async function* toXlsx(
  table: ExportTable,
  provenance: ExportProvenance,
  messages: PageMessages,
): AsyncGenerator<Uint8Array> {
  const archive = openArchive();
  archive.add("[Content_Types].xml", CONTENT_TYPES);
  archive.add("_rels/.rels", PACKAGE_RELATIONS);
  archive.add("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS);
  archive.add("xl/styles.xml", STYLES);
  const sheet = archive.begin("xl/worksheets/sheet1.xml");
  const { columns } = table;
  sheet(sheetBegins(columns));
  sheet(
    rowOf(
      1,
      columns.map(({ heading }) => ({ value: heading, kind: "text", heading: true })),
    ),
  );
  let rows = 1;
  for await (const batch of table.rows()) {
    const written = batch.map((row) =>
      rowOf(
        ++rows,
        columns.map(({ kind }, index) => ({ value: row[index] ?? null, kind })),
      ),
    );
    sheet(written.join(""));
    yield archive.take();
    await nextTurn();
  }
  sheet(sheetEnds(columns.length, rows), true);
  const summary = summaryRows(table, provenance, rows - 1, messages).map(({ label, value, kind }, index) =>
    rowOf(index + 1, [
      { value: label, kind: "text", heading: true },
      { value, kind },
    ]),
  );
  archive.add("xl/worksheets/sheet2.xml", plainSheet(SUMMARY_COLUMNS, summary));
  const names: [string, string] = [table.title, translatorOf("exports", messages)("summary.title")];
  archive.add("xl/workbook.xml", workbook(names, columns.length, rows));
  yield archive.end();
}

/**
 * Opens a ZIP whose parts are written and compressed one after the other.
 *
 * @returns `begin` starts a part and returns its writer, `add` writes a whole part, `take` returns the bytes
 *   that are ready, `end` completes the ZIP and returns the rest
 */
function openArchive() {
  const encoder = new TextEncoder();
  let ready: Uint8Array[] = [];
  let fault: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) fault = error;
    else ready.push(chunk);
  });
  const begin = (name: string) => {
    const part = new ZipDeflate(name, { level: LEVEL });
    zip.add(part);
    return (text: string, last = false) => part.push(encoder.encode(text), last);
  };
  const take = () => {
    if (fault) throw fault;
    const taken = Buffer.concat(ready);
    ready = [];
    return taken;
  };
  return {
    begin,
    add: (name: string, text: string) => begin(name)(text, true),
    take,
    end() {
      zip.end();
      return take();
    },
  };
}
