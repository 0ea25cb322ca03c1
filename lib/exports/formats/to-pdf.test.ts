import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { bytesOf, FRENCH, HOSTILE, PROVENANCE, rowsOf, tableOf } from "@/lib/testing/exports/export-table";
import { toPdf } from "./to-pdf";

async function read(texts: string[]): Promise<string[]> {
  const file = await bytesOf(toPdf(tableOf(rowsOf(texts)), PROVENANCE, FRENCH));
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)));
  return text.map((page) => page.replaceAll(/\s+/g, " "));
}

test("another program finds the accents, the description and the totals", async () => {
  const [page] = await read([
    "Anne-Lise Rosmàn, sekretè prensipal",
    "Éloïse Ò. Ñandú à l'île",
    "Wòlf Gœthe ŝŷ",
  ]);
  expect(page).toContain("Biwo Achiv & Fils Historique des connexions Recherche : =1+1");
  expect(page).toContain("Utilisateur Connexion Durée Sessions");
  expect(page).toContain("Anne-Lise Rosmàn, sekretè prensipal 11/11/2025 14:32:15 26:03:04 0");
  expect(page).toContain("Éloïse Ò. Ñandú à l'île 11/11/2025 14:32:15 26:03:04 1");
  expect(page).toContain("Wòlf Gœthe ŝŷ");
  expect(page).toContain("Lignes : 3 · Somme des durées : 26:03:04");
  expect(page).toContain("Fait le 25/11/2025 09:41:07 par Fedanoir (Fedanoir)");
  expect(page).toContain("Trop large pour le papier : Agent");
  expect(page).toMatch(/Page 1 sur 1 *$/);
});

test("each page has the headings and its number; no row is lost between pages", async () => {
  const names = Array.from({ length: 200 }, (_, n) =>
    n % 9 ? `Personne ${n}.` : `Personne ${n}. ${"très ".repeat(40)}`,
  );
  const pages = await read(names);
  expect(pages.length).toBeGreaterThan(4);
  for (const [n, page] of pages.entries()) {
    expect(page).toContain(`Page ${n + 1} sur ${pages.length}`);
    if (page.includes("26:03:04 ")) expect(page).toContain("Utilisateur Connexion Durée Sessions");
  }
  const found = [...pages.join(" ").matchAll(/Personne (\d+)\./g)].map(([, n]) => Number(n));
  expect(found).toEqual(names.map((_, n) => n));
});

test("hostile names are text, and none is left out", async () => {
  const text = (await read(HOSTILE)).join(" ");
  for (const plain of ["=1+1", "@SUM(A1)", "</c></row></sheetData>", 'say "hi"', "two lines", "&#0;"])
    expect(text).toContain(plain);
  expect(text).toContain("\ufffdevil\ufffd"); // no mark of direction acts on the line
  expect(text).toMatch(/ famille 11.11.2025 14:32:15 26:03:04 39 /);
});

test("an empty list has a text that says so", async () => {
  expect((await read([]))[0]).toContain("Aucune ligne ne correspond à ces critères. Lignes : 0");
});
