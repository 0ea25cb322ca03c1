import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { BackupFault } from "@/lib/backup/backup-fault";
import {
  copyLine,
  type Footer,
  type Header,
  POSTAMBLE,
  PREAMBLE,
  parseFooter,
  parseHeader,
  sequenceLine,
  type Table,
} from "@/lib/backup/backup-format";
import { BackupReader } from "@/lib/backup/backup-reader";
import { errorCode } from "@/lib/error-code";

export interface Backup {
  header: Header;
  footer: Footer;
}

/** Reads the rows of one table to their end. */
export type TakeRows = (table: Table, rows: AsyncIterable<Buffer>) => Promise<void>;

/**
 * Reads a backup to its end and verifies that it is complete and unchanged. Rows are passed to `takeRows`
 * before that is known, so the caller must be able to discard them. No statement of the file is executed:
 * each must equal the one that the header calls for.
 *
 * @param takeRows - receives the rows of each table; by default they are only verified
 * @throws BackupFault `unreadable` when the file can't be read, `not_a_backup` when it has no header,
 *   `incomplete` when it ends too early, `damaged` when its text, counts or hash are wrong
 */
export async function readBackup(file: string, takeRows: TakeRows = skipRows): Promise<Backup> {
  const compressed = createReadStream(file);
  const plain = createGunzip();
  pipeline(compressed, plain, () => {}); // the reader below gets the error of either stream
  let unreadable: unknown = null;
  compressed.once("error", (error) => (unreadable = error));
  let begun = false;
  try {
    const reader = new BackupReader(plain);
    const header = parseHeader(await reader.line());
    if (!header) throw new BackupFault("not_a_backup");
    begun = true;
    return await readRest(reader, header, takeRows);
  } catch (error) {
    throw error === unreadable
      ? new BackupFault("unreadable", { file, reason: errorCode(error) })
      : faultOf(error, file, begun);
  } finally {
    compressed.destroy();
    plain.destroy();
  }
}

async function skipRows(_table: Table, rows: AsyncIterable<Buffer>): Promise<void> {
  for await (const _chunk of rows);
}

async function readRest(reader: BackupReader, header: Header, takeRows: TakeRows): Promise<Backup> {
  const rows: Footer["rows"] = {};
  await expectLines(reader, PREAMBLE);
  for (const table of header.tables) {
    await expectLines(reader, [copyLine(table)]);
    await takeRows(
      table,
      counted(reader, (count) => (rows[table.name] = count)),
    );
  }
  await expectLines(reader, [...header.sequences.map(sequenceLine), ...POSTAMBLE]);
  const footer = parseFooter(await reader.line());
  const sha256 = reader.hashBeforeLine();
  if (footer?.sha256 !== sha256 || !(await reader.isOver())) throw new BackupFault("damaged");
  if (header.tables.some(({ name }) => footer.rows[name] !== rows[name])) throw new BackupFault("damaged");
  return { header, footer };
}

async function expectLines(reader: BackupReader, lines: string[]): Promise<void> {
  for (const line of lines) if ((await reader.line()) !== line) throw new BackupFault("damaged");
}

async function* counted(reader: BackupReader, setCount: (count: number) => void): AsyncGenerator<Buffer> {
  setCount(yield* reader.rows());
}

/** Turns an error of zlib into a fault, and adds the file to a fault of the parser. */
function faultOf(error: unknown, file: string, begun: boolean): unknown {
  if (error instanceof BackupFault) {
    const code = error.code === "incomplete" && !begun ? "not_a_backup" : error.code;
    return new BackupFault(code, { file, ...error.detail }, { cause: error });
  }
  const zlibCode = errorCode(error);
  if (!zlibCode.startsWith("Z_")) return error;
  const code = zlibCode === "Z_BUF_ERROR" ? "incomplete" : "damaged";
  return new BackupFault(begun ? code : "not_a_backup", { file }, { cause: error });
}
