import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf, HOSTILE, rowsOf, tableOf } from "@/lib/testing/exports/export-table";
import { toCsv } from "./to-csv";

const text = async (texts: string[], separator: ";" | "," = ";", bom = true) =>
  (await bytesOf(toCsv(tableOf(rowsOf(texts)), { separator, bom }))).toString();
const read = (file: string, delimiter: string) =>
  parse(file, { delimiter, bom: true, record_delimiter: ["\r\n", "\n", "\r"] }); // as Excel does

/** The place before a sign that could begin a formula, at whichever separator a program cuts. */
const FORMULA = /(?<=^|[,;\t\r\n])(?=[=+\-@\t\r\n＝＋－＠])/u;
const withoutEscapes = (cell: string | undefined) => cell?.replaceAll(/'(?=[=+\-@\t\r\n＝＋－＠])/gu, "");

test.each([";", ","] as const)("hostile names can be read back with the separator %s", async (separator) => {
  const [head, ...rows] = read(await text(HOSTILE, separator), separator);
  expect(head).toEqual(["Utilisateur", "Connexion", "Durée", "Sessions", "Agent"]);
  expect(rows).toHaveLength(HOSTILE.length);
  for (const [n, row] of rows.entries()) {
    const [name, ...rest] = row;
    const written = Buffer.from(HOSTILE[n] ?? "").toString(); // a lone surrogate becomes U+FFFD
    expect(withoutEscapes(name)).toBe(withoutEscapes(written));
    expect(name).not.toMatch(FORMULA);
    expect(rest.slice(0, 3)).toEqual(["2025-11-11 14:32:15", "26:03:04", String(n)]);
  }
});

test("any text can be read back, and none begins a formula", async () => {
  const anything = fc.array(fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n＝＋－＠,;\"' aé\u0000👩") }), {
    minLength: 1,
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(anything, fc.constantFrom(";" as const, "," as const), async (texts, separator) => {
      const rows = read(await text(texts, separator), separator).slice(1);
      expect(rows.map(([name]) => withoutEscapes(name))).toEqual(texts.map(withoutEscapes));
      for (const [name] of rows) expect(name).not.toMatch(FORMULA);
    }),
    { numRuns: 60 },
  );
});

test("lines end with CRLF, and the byte order mark is optional", async () => {
  expect(await text(["a"])).toBe(
    "\ufeffUtilisateur;Connexion;Durée;Sessions;Agent\r\na;2025-11-11 14:32:15;26:03:04;0;a\r\n",
  );
  expect((await text([], ",", false)).startsWith("Utilisateur,")).toBe(true);
});

test("a null cell is empty", async () => {
  const file = await bytesOf(
    toCsv(tableOf([[null, null, null, null, null]]), { separator: ",", bom: false }),
  );
  expect(file.toString().split("\r\n")[1]).toBe(",,,,");
});
