import { letterOf, xmlText } from "@/lib/exports/formats/xlsx-cells";
import type { ExportColumn } from "@/lib/exports/table/export-table";

/** The parts of a workbook that don't depend on its rows (ECMA-376, SpreadsheetML). */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

export const CONTENT_TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`;

export const PACKAGE_RELATIONS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

export const WORKBOOK_RELATIONS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;

/** The cell formats, in the order of `STYLE` (xlsx-cells.ts). */
export const STYLES = `${HEAD}<styleSheet xmlns="${SHEETS}"><numFmts count="3"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/><numFmt numFmtId="166" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/**
 * Returns the part that names the two sheets and defines the filter of the first.
 *
 * @param rows - number of rows of the first sheet, with its headings: the filter covers them
 */
export function workbook([first, second]: [string, string], columns: number, rows: number): string {
  const [name, otherName] = [sheetName(first), sheetName(second)].map(xmlText);
  const covered = `'${xmlText(sheetName(first).replaceAll("'", "''"))}'!$A$1:$${letterOf(columns - 1)}$${rows}`;
  return `${HEAD}<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/><sheet name="${otherName}" sheetId="2" r:id="rId2"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${covered}</definedName></definedNames></workbook>`;
}

/** Returns the part of a sheet before its rows. The row of headings stays in view. */
export function sheetBegins(columns: ExportColumn[]): string {
  return `${HEAD}<worksheet xmlns="${SHEETS}"><sheetViews><sheetView workbookViewId="0" tabSelected="1"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${widthsOf(columns)}<sheetData>`;
}

/** Returns the part of a sheet after its rows. Every column has a filter. */
export function sheetEnds(columns: number, rows: number): string {
  return `</sheetData><autoFilter ref="A1:${letterOf(columns - 1)}${rows}"/></worksheet>`;
}

/** Returns a whole sheet without fixed headings and filters. */
export function plainSheet(columns: Pick<ExportColumn, "width">[], rows: string[]): string {
  return `${HEAD}<worksheet xmlns="${SHEETS}">${widthsOf(columns)}<sheetData>${rows.join("")}</sheetData></worksheet>`;
}

function widthsOf(columns: Pick<ExportColumn, "width">[]): string {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return `<cols>${widths.join("")}</cols>`;
}

/** Shortens a name of a sheet to the 31 characters that Excel allows, and replaces those that it forbids. */
function sheetName(title: string): string {
  return Array.from(title.replaceAll(/[\\/?*[\]:]/g, " "))
    .slice(0, 31)
    .join("");
}
