import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, type Info, parse } from "csv-parse";
import { type Columns, readColumns } from "@/lib/user-import/columns";
import { decode } from "@/lib/user-import/decode";
import { FileFault } from "@/lib/user-import/file-fault";
import type { TypedAccount } from "@/lib/users/account-fields";

const MAX_PEOPLE = 100_000;
/** A line of four fields is far shorter; so a quote that nobody closes doesn't swallow the file. */
const MAX_LINE_LENGTH = 8_192;
/** Where the heading must have ended. */
const MAX_HEADING_LENGTH = 4_096;

export interface CsvLine {
  /** Of the file, as a text editor counts. */
  line: number;
  typed: TypedAccount;
  /** There are more cells than headings: a comma that nobody put in quotes. */
  tooManyCells: boolean;
}

export interface CsvUsers {
  lines: CsvLine[];
  /** The headings of columns that are not read. */
  ignored: string[];
}

/**
 * Reads a file of people: `username,name,role,email` in any order, with headings in the three languages, parted by `,`, `;` or tab. It is
 * read in pieces, and never held whole.
 *
 * @throws FileFault when it can't be read; what is wrong with single fields is the plan's to say
 */
export async function readCsv(bytes: AsyncIterable<Uint8Array>): Promise<CsvUsers> {
  const text = decode(bytes);
  const { heading, rest } = await takeHeading(text);
  const parser = parse({
    delimiter: delimiterOf(heading),
    record_delimiter: ["\r\n", "\n", "\r"], // editors mix them
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_LINE_LENGTH,
  });
  const feeding = pipeline(Readable.from(rest), parser);
  feeding.catch(() => {}); // the loop below meets the same failure
  try {
    return await collect(parser);
  } catch (error) {
    throw error instanceof CsvError ? faultOf(error) : error;
  }
}

async function collect(records: AsyncIterable<{ record: string[]; info: Info }>): Promise<CsvUsers> {
  let columns: Columns | undefined;
  const lines: CsvLine[] = [];
  for await (const { record, info } of records) {
    if (!columns) {
      columns = readColumns(record);
      continue;
    }
    if (record.every((cell) => cell.trim() === "")) continue;
    if (lines.length >= MAX_PEOPLE) throw new FileFault("too_many_lines", { line: info.lines });
    lines.push(toLine(record, columns, info.lines - breaksIn(record)));
  }
  if (!columns) throw new FileFault("no_header");
  if (lines.length === 0) throw new FileFault("no_people");
  return { lines, ignored: columns.ignored };
}

function toLine(record: string[], { fields }: Columns, line: number): CsvLine {
  const typed: TypedAccount = {};
  for (const [index, field] of fields.entries()) if (field) typed[field] = record[index] ?? "";
  const tooManyCells = record.slice(fields.length).some((cell) => cell.trim() !== "");
  return { line, typed, tooManyCells };
}

/** A record is counted where it ends. */
function breaksIn(record: string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

/** The first pieces, up to the end of the first line, and then all of the text. */
async function takeHeading(text: AsyncGenerator<string>) {
  let taken = "";
  while (!/[\r\n]/.test(taken.trimStart()) && taken.length <= MAX_HEADING_LENGTH) {
    const { value, done } = await text.next();
    if (done) break;
    taken += value;
  }
  async function* rest() {
    yield taken;
    yield* text;
  }
  return { heading: taken.trimStart().split(/[\r\n]/, 1)[0] ?? "", rest: rest() };
}

const DELIMITERS = [",", ";", "\t"] as const;

/** The one that stands most often in the heading. */
function delimiterOf(heading: string): string {
  const count = (delimiter: string) => heading.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0] ?? ",";
}

function faultOf(error: CsvError): FileFault {
  const line = "lines" in error && typeof error.lines === "number" ? error.lines : undefined;
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return new FileFault("open_quote", { line });
    case "CSV_MAX_RECORD_SIZE":
      return new FileFault("long_line", { line });
    default:
      return new FileFault("stray_quote", { line });
  }
}
