import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FileFault, type FileFaultCode } from "./file-fault";
import { readCsv } from "./read-csv";

const HEADING = "username,name,role,email";
const MARIE = { username: "marie", name: "Marie Noël", role: "SECRETAIRE", email: "" };

async function* pieces(bytes: Uint8Array, size = 65_536) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const read = (text: string | Uint8Array, size?: number) => readCsv(pieces(Buffer.from(text), size));

function utf16be(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

const PLAIN = `${HEADING}\nmarie,Marie Noël,SECRETAIRE,\n`;

test.each<[string, string | Buffer]>([
  ["with commas", PLAIN],
  ["without a last line break", PLAIN.trimEnd()],
  ["with Windows line breaks", PLAIN.replaceAll("\n", "\r\n")],
  ["with mixed line breaks", `${HEADING}\r\nmarie,"Marie Noël",SECRETAIRE,\n`],
  ["with other mixed line breaks", `${HEADING}\n"marie","Marie Noël",SECRETAIRE,\r\n`],
  ["with semicolons", PLAIN.replaceAll(",", ";")],
  ["with tabs, like Excel's Unicode text", PLAIN.replaceAll(",", "\t")],
  ["with quotes", `${HEADING}\n"marie","Marie Noël","SECRETAIRE",""\n`],
  ["with a byte order mark", `\ufeff${PLAIN}`],
  ["in UTF-16LE with a byte order mark", Buffer.from(`\ufeff${PLAIN}`, "utf16le")],
  ["in UTF-16BE with a byte order mark", utf16be(`\ufeff${PLAIN}`)],
  ["in UTF-16LE without one", Buffer.from(PLAIN, "utf16le")],
  ["in UTF-16BE without one", utf16be(PLAIN)],
  ["with empty lines", `\n\n${HEADING}\n\nmarie,Marie Noël,SECRETAIRE,\n,,,\n\n`],
  ["with columns in another order", "role,email,name,username\nSECRETAIRE,,Marie Noël,marie\n"],
])("a file %s is read", async (_, text) => {
  for (const size of [1, 3, 65_536]) {
    const { lines } = await readCsv(pieces(Buffer.from(text), size));
    expect(lines.map(({ typed }) => typed)).toEqual([MARIE]);
  }
});

test.each([
  ["Nom d'utilisateur;Nom;Rôle;E-mail", "in French"],
  ["Non itilizatè;Non;Wòl;Imèl", "in Kreyòl"],
  ["User name;Full name;Role;E-mail", "in English"],
  ["IDENTIFIANT;Nom complet;ROLE;Courriel", "in capitals"],
])("the headings %s (%s) are recognised", async (heading) => {
  expect((await read(`${heading}\nmarie;Marie Noël;SECRETAIRE;\n`)).lines[0]?.typed).toEqual(MARIE);
});

test("unknown columns are ignored and reported", async () => {
  const { lines, ignored } = await read("username,Téléphone,name,role,\nmarie,123,Marie Noël,SECRETAIRE,\n");
  expect(ignored).toEqual(["Téléphone"]);
  expect(lines[0]?.typed).toEqual({ username: "marie", name: "Marie Noël", role: "SECRETAIRE" });
});

test("lines are numbered as in an editor, also after a cell with a line break", async () => {
  const { lines } = await read(`${HEADING}\n\na1,"A\nB",ADMIN,\n\nb1,B,ADMIN,\nc1,C,ADMIN,,too,many\n`);
  expect(lines.map(({ line, tooManyCells }) => [line, tooManyCells])).toEqual([
    [3, false],
    [6, false],
    [7, true],
  ]);
});

describe("a file that can't be read is rejected", () => {
  const many = `${HEADING}\n${"a,b,ADMIN,\n".repeat(100_001)}`;
  test.each<[string, string | Buffer, FileFaultCode]>([
    ["an empty file", "", "no_header"],
    ["a file with blanks only", " \n\n", "missing_columns"],
    ["a file with a heading only", `${HEADING}\n`, "no_people"],
    ["a file without a heading", "marie,Marie Noël,SECRETAIRE,\n", "missing_columns"],
    ["a file without names", "username,role\nmarie,ADMIN\n", "missing_columns"],
    ["a file with a column twice", "username,name,nom,role\nmarie,a,b,ADMIN\n", "column_twice"],
    ["a file with passwords", "username,name,role,mot de passe\nmarie,a,ADMIN,secret\n", "password_column"],
    ["a file in Windows-1252", Buffer.from(PLAIN, "latin1"), "encoding"],
    [
      "a file that ends within a UTF-16 letter",
      Buffer.concat([Buffer.from(`\ufeff${PLAIN}`, "utf16le"), Buffer.from([65])]),
      "encoding",
    ],
    ["a file of random bytes", Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0x80]), "encoding"],
    ["a cell of 1 MB", `${HEADING}\nmarie,${"x".repeat(1_000_000)},ADMIN,\n`, "long_line"],
    ["a heading of 1 MB", "x".repeat(1_000_000), "long_line"],
    ["an unclosed quote", `${HEADING}\nmarie,"Marie,ADMIN,\n`, "open_quote"],
    [
      "an unclosed quote before many lines",
      `${HEADING}\nmarie,"Marie,ADMIN,\n${"a,b,ADMIN,\n".repeat(2_000)}`,
      "long_line",
    ],
    ["a quote within a word", `${HEADING}\nmarie,"Marie"Noël,ADMIN,\n`, "stray_quote"],
    ["too many lines", many, "too_many_lines"],
  ])("%s", async (_, text, code) => {
    const failure = await read(text).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(FileFault);
    expect(failure).toMatchObject({ code });
  });

  test("with the number of the line", async () => {
    await expect(read(`${HEADING}\na1,A,ADMIN,\nmarie,"Marie"Noël,ADMIN,\n`)).rejects.toMatchObject({
      detail: { line: 3 },
    });
  });
});

test("a file that is too large is rejected while it is read", async () => {
  const piece = Buffer.from(`a,b,ADMIN,,${"x".repeat(4_000)}\n`.repeat(16));
  let sent = 0;
  async function* longFile() {
    yield Buffer.from(`${HEADING},note\n`);
    for (; sent < 64 * 1024 * 1024; sent += piece.length) yield piece;
  }
  await expect(readCsv(longFile())).rejects.toMatchObject({ code: "too_large" });
  expect(sent).toBeLessThan(32 * 1024 * 1024);
});

const cell = fc.string({ unit: "grapheme", maxLength: 40 }).filter((text) => !/\r/.test(text));
const person = fc.record({ username: cell, name: cell, role: cell, email: cell });

test("any cells are read as written, in any encoding, with any delimiter and chunk size", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(",", ";"),
      fc.constantFrom("utf8", "utf16le"),
      fc.integer({ min: 1, max: 64 }),
      async (people, delimiter, encoding, size) => {
        const expected = people.filter((each) => Object.values(each).some((text) => text.trim() !== ""));
        if (expected.length === 0) return;
        const csv = stringify(people, {
          header: true,
          columns: ["username", "name", "role", "email"],
          delimiter,
        });
        const bytes = Buffer.from(`\ufeff${csv}`, encoding === "utf8" ? "utf8" : "utf16le");
        const { lines } = await readCsv(pieces(bytes, size));
        expect(lines.map(({ typed }) => typed)).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});

test("any bytes are read or rejected with a FileFault", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (junk, headed) => {
      const bytes = headed ? Buffer.concat([Buffer.from(`${HEADING}\n`), junk]) : Buffer.from(junk);
      const outcome = await readCsv(pieces(bytes, 7)).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(FileFault);
    }),
    { numRuns: 1_000 },
  );
});
