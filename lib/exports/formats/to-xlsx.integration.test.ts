import { expect, test } from "vitest";
import {
  asXml,
  bytesOf,
  FRENCH,
  HOSTILE,
  PROVENANCE,
  rowsOf,
  tableOf,
} from "@/lib/testing/exports/export-table";
import { convertWithLibreOffice, findLibreOffice } from "@/lib/testing/exports/libre-office";
import { toXlsx } from "./to-xlsx";

test.skipIf(!findLibreOffice())("LibreOffice reads a workbook as it was written", async () => {
  const csv = await convertWithLibreOffice(
    await bytesOf(toXlsx(tableOf(rowsOf(HOSTILE)), PROVENANCE, FRENCH)),
    "list.xlsx",
  );
  const plain = HOSTILE.map((text) => asXml(text).replaceAll(/\r\n?/g, "\n"));
  for (const text of plain) expect(csv).toContain(text.replaceAll('"', '""'));
  expect(csv.match(/11\/11\/2025 14:32:15,26:03:04,/g)).toHaveLength(HOSTILE.length);
});
