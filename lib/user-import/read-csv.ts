import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, type Info, parse } from "csv-parse";
import { type Columns, readColumns } from "@/lib/user-import/columns";
import { decode } from "@/lib/user-import/decode";
import { FileFault } from "@/lib/user-import/file-fault";
import type { TypedAccount } from "@/lib/users/account-fields";

const MAX_USERS = 100_000;
/** Longest line. Four fields are far shorter, and an unclosed quote can't take the whole file. */
const MAX_LINE_LENGTH = 8_192;
/** Number of characters that are searched for the end of the heading line, to find the delimiter. */
const MAX_HEADING_LENGTH = 4_096;

export interface CsvLine {
  /** Line number in the file as a text editor counts, from 1; the first line of a record with line breaks. */
  line: number;
  typed: TypedAccount;
  /** The line has more filled cells than there are headings, for example by a comma without quotes. */
  tooManyCells: boolean;
}

export interface CsvUsers {
  lines: CsvLine[];
  /** Headings of ignored columns. */
  ignored: string[];
}

/**
 * Reads a file of users: the columns `username,name,role,email` in any order, with headings in the three
 * languages, separated by `,`, `;` or tab. The file is streamed; only the parsed lines are kept in memory.
 *
 * @returns lines with unchecked fields; `planImport` checks them
 * @throws FileFault when the file can't be read
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
  feeding.catch(() => {}); // `collect` throws the same error
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
    if (lines.length >= MAX_USERS) throw new FileFault("too_many_lines", { line: info.lines });
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

/** Counts the line breaks in a record's cells: the parser gives the line at which a record ends. */
function breaksIn(record: string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

/**
 * Reads up to the end of the heading line.
 *
 * @returns `heading`: that line; `rest`: the whole text, with the heading
 */
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

/** Returns the delimiter that is most frequent in the heading. */
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
