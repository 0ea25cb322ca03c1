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
import { type BackupReader, parseBackupStream } from "@/lib/backup/parse-backup-stream";
import { errorCode } from "@/lib/error-code";

export interface Backup {
  header: Header;
  footer: Footer;
}

/** Takes the rows of one table, to their end. */
export type TakeRows = (table: Table, rows: AsyncIterable<Buffer>) => Promise<void>;

/**
 * Reads a backup to its end, and makes sure that it is whole and as it was written. What it hands on before that is not sure yet. Nothing in the
 * file is ever run: each of its statements must be the very one that its first line calls for.
 *
 * @throws BackupFault `unreadable`, `not_a_backup`, `incomplete`, `damaged`
 */
export async function readBackup(file: string, takeRows: TakeRows = letPass): Promise<Backup> {
  const compressed = createReadStream(file);
  const plain = createGunzip();
  pipeline(compressed, plain, () => {}); // a failure of either is heard by who reads
  let unreadable: unknown = null;
  compressed.once("error", (error) => (unreadable = error));
  let begun = false;
  try {
    const parts = parseBackupStream(plain);
    const header = parseHeader(await parts.line());
    if (!header) throw new BackupFault("not_a_backup");
    begun = true;
    return await readRest(parts, header, takeRows);
  } catch (error) {
    throw error === unreadable
      ? new BackupFault("unreadable", { file, reason: errorCode(error) })
      : faultOf(error, file, begun);
  } finally {
    compressed.destroy();
    plain.destroy();
  }
}

async function letPass(_table: Table, rows: AsyncIterable<Buffer>): Promise<void> {
  for await (const _chunk of rows);
}

async function readRest(parts: BackupReader, header: Header, takeRows: TakeRows): Promise<Backup> {
  const rows: Footer["rows"] = {};
  await expectLines(parts, PREAMBLE);
  for (const table of header.tables) {
    await expectLines(parts, [copyLine(table)]);
    await takeRows(
      table,
      counted(parts, (count) => (rows[table.name] = count)),
    );
  }
  await expectLines(parts, [...header.sequences.map(sequenceLine), ...POSTAMBLE]);
  const footer = parseFooter(await parts.line());
  const sha256 = parts.hashBeforeLine();
  if (footer?.sha256 !== sha256 || !(await parts.isOver())) throw new BackupFault("damaged");
  if (header.tables.some(({ name }) => footer.rows[name] !== rows[name])) throw new BackupFault("damaged");
  return { header, footer };
}

async function expectLines(parts: BackupReader, lines: string[]): Promise<void> {
  for (const line of lines) if ((await parts.line()) !== line) throw new BackupFault("damaged");
}

async function* counted(parts: BackupReader, tell: (count: number) => void): AsyncGenerator<Buffer> {
  tell(yield* parts.rows());
}

/** What zlib says, in our words. */
function faultOf(error: unknown, file: string, begun: boolean): unknown {
  if (error instanceof BackupFault) {
    const code = error.code === "incomplete" && !begun ? "not_a_backup" : error.code;
    return new BackupFault(code, { file, ...error.detail }, { cause: error });
  }
  const said = errorCode(error);
  if (!said.startsWith("Z_")) return error;
  const code = said === "Z_BUF_ERROR" ? "incomplete" : "damaged";
  return new BackupFault(begun ? code : "not_a_backup", { file }, { cause: error });
}
