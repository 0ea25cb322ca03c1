import { strFromU8, unzipSync } from "fflate";
import readExcelFile from "read-excel-file/node";
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
import { toXlsx } from "./to-xlsx";
import { rowOf } from "./xlsx-cells";

const write = (texts: string[]) => bytesOf(toXlsx(tableOf(rowsOf(texts)), PROVENANCE, FRENCH));

/** 26:03:04 as a number, which this reader returns as a time since day 0. */
const DURATION = new Date(Date.UTC(1899, 11, 30) + 93_784_000);

test("another program reads dates, numbers and texts, also texts that look like formulas", async () => {
  const [first, summary] = await readExcelFile(await write(HOSTILE));
  expect([first?.sheet, summary?.sheet]).toEqual(["Historique des connexions", "Résumé"]);
  expect(first?.data[0]).toEqual(["Utilisateur", "Connexion", "Durée", "Sessions", "Agent"]);
  for (const [n, text] of HOSTILE.entries()) {
    const [name, login, duration, count] = first?.data[n + 1] ?? [];
    expect(login).toEqual(new Date("2025-11-11T14:32:15Z")); // the digits of the clock on the wall
    expect(duration).toEqual(DURATION);
    expect(count).toBe(n);
    // This reader removes spaces around a text.
    expect(String(name ?? "").trim()).toBe(asXml(text).trim());
  }
  const facts = new Map(summary?.data.map(([label, value]) => [label, value]));
  expect(facts.get("Recherche")).toBe("=1+1");
  expect(facts.get("Lignes")).toBe(HOSTILE.length);
  expect(facts.get("Somme des durées")).toEqual(DURATION);
  expect(facts.get("Fait le")).toEqual(new Date("2025-11-25T09:41:07Z"));
  expect(facts.get("Organisation")).toBe("Biwo Achiv & Fils");
});

test("no part has a formula; the headings stay in view and have filters", async () => {
  const parts = Object.entries(unzipSync(await write(HOSTILE))).map(([name, part]) => [
    name,
    strFromU8(part),
  ]);
  for (const [name, xml] of parts) expect(xml, name).not.toMatch(/<f[\s>/]/);
  const sheet = Object.fromEntries(parts)["xl/worksheets/sheet1.xml"];
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect(sheet).toContain(`<autoFilter ref="A1:E${HOSTILE.length + 1}"/>`);
  expect(sheet).toContain('<c r="B2" s="1"><v>'); // a date by its format
});

test("an empty list is a valid workbook", async () => {
  const [first] = await readExcelFile(await write([]));
  expect(first?.data).toHaveLength(1);
});

test("a day is a date without a time", () => {
  expect(rowOf(2, [{ value: "2025-11-11", kind: "day" }])).toBe(
    '<row r="2"><c r="A2" s="5"><v>45972</v></c></row>',
  );
});
