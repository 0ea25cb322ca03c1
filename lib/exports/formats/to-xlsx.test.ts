import { strFromU8, unzipSync } from "fflate";
import readExcelFile from "read-excel-file/node";
import { expect, test } from "vitest";
import { asXml, bytesOf, FRENCH, HOSTILE, MAKING, rowsOf, tableOf } from "@/lib/testing/exports/export-table";
import { toXlsx } from "./to-xlsx";
import { rowOf } from "./xlsx-cells";

const write = (texts: string[]) => bytesOf(toXlsx(tableOf(rowsOf(texts)), MAKING, FRENCH));

/** 26:03:04 as a number, which this reader takes for a time since day 0. */
const DURATION = new Date(Date.UTC(1899, 11, 30) + 93_784_000);

test("another program finds dates, numbers and texts, whatever they begin with", async () => {
  const [first, summary] = await readExcelFile(await write(HOSTILE));
  expect([first?.sheet, summary?.sheet]).toEqual(["Historique des connexions", "Résumé"]);
  expect(first?.data[0]).toEqual(["Utilisateur", "Connexion", "Durée", "Sessions", "Agent"]);
  for (const [n, text] of HOSTILE.entries()) {
    const [name, login, duration, count] = first?.data[n + 1] ?? [];
    expect(login).toEqual(new Date("2025-11-11T14:32:15Z")); // the digits of the wall
    expect(duration).toEqual(DURATION);
    expect(count).toBe(n);
    // This reader drops spaces around a text.
    expect(String(name ?? "").trim()).toBe(asXml(text).trim());
  }
  const said = new Map(summary?.data.map(([label, value]) => [label, value]));
  expect(said.get("Recherche")).toBe("=1+1");
  expect(said.get("Lignes")).toBe(HOSTILE.length);
  expect(said.get("Somme des durées")).toEqual(DURATION);
  expect(said.get("Fait le")).toEqual(new Date("2025-11-25T09:41:07Z"));
  expect(said.get("Organisation")).toBe("Biwo Achiv & Fils");
});

test("no part of it holds a formula; the headings stay and can be filtered", async () => {
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

test("a list of nobody is a workbook too", async () => {
  const [first] = await readExcelFile(await write([]));
  expect(first?.data).toHaveLength(1);
});

test("a day is a date without a time", () => {
  expect(rowOf(2, [{ value: "2025-11-11", kind: "day" }])).toBe(
    '<row r="2"><c r="A2" s="5"><v>45972</v></c></row>',
  );
});
