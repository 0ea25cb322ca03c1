import { createHash } from "node:crypto";
import { BackupFault } from "@/lib/backup/backup-fault";

const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const DOT = 0x2e;
/** Length in bytes of `\.` and its line break. */
const END_LENGTH = 3;
/** Limit of one line in bytes. The longest one, the header with every table and column, is far shorter. */
const MAX_LINE = 4 * 1024 * 1024;

/** A reader of the parts of a backup. The caller reads lines and rows in the order of the format. */
export interface BackupReader {
  /**
   * Reads the next line, without its line break.
   *
   * @throws BackupFault `incomplete` when the text ends before it, `damaged` when it is longer than 4 MiB
   */
  line(): Promise<string>;
  /**
   * Streams the rows of a table in chunks of any size, and reads the line that ends them.
   *
   * @returns the number of rows
   * @throws BackupFault `incomplete` when the text ends before that line
   */
  rows(): AsyncGenerator<Buffer, number>;
  /** Returns whether the text has ended. */
  isOver(): Promise<boolean>;
  /** Returns the SHA-256 (hex) of everything before the last line that was read. */
  hashBeforeLine(): string;
}

/** Parses the text of a backup while it streams. Only the current line or chunk of rows is in memory. */
export function parseBackupStream(chunks: AsyncIterable<Buffer>): BackupReader {
  const source = chunks[Symbol.asyncIterator]();
  let hash = createHash("sha256");
  let before = hash;
  let rest: Buffer = Buffer.alloc(0);

  async function more(): Promise<boolean> {
    const { value, done } = await source.next();
    if (done) return false;
    rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
    return true;
  }

  function take(length: number): Buffer {
    const taken = rest.subarray(0, length);
    rest = rest.subarray(length);
    hash.update(taken);
    return taken;
  }

  async function line(): Promise<string> {
    let end = rest.indexOf(NEWLINE);
    while (end < 0) {
      if (rest.length > MAX_LINE) throw new BackupFault("damaged");
      if (!(await more())) throw new BackupFault("incomplete");
      end = rest.indexOf(NEWLINE);
    }
    before = hash;
    hash = hash.copy();
    return take(end + 1).toString("utf8", 0, end);
  }

  async function* rows(): AsyncGenerator<Buffer, number> {
    let count = 0;
    let within = false; // the beginning of the current row has been yielded
    for (;;) {
      const found = scan(rest, within);
      count += found.rows;
      within = found.within;
      if (found.length > 0) yield take(found.length);
      if (found.isEnd) {
        take(END_LENGTH);
        return count;
      }
      if (!(await more())) throw new BackupFault("incomplete");
    }
  }

  return {
    line,
    rows,
    isOver: async () => rest.length === 0 && !(await more()),
    hashBeforeLine: () => before.digest("hex"),
  };
}

/**
 * Finds how many bytes of `bytes` are rows. Up to two bytes that may begin the end of the rows are left until
 * the next chunk comes.
 */
function scan(bytes: Buffer, within: boolean) {
  let rows = 0;
  let at = 0;
  let inRow = within;
  for (;;) {
    if (!inRow) {
      if (bytes.length - at < END_LENGTH) return { length: at, rows, within: false, isEnd: false };
      if (isEnd(bytes, at)) return { length: at, rows, within: false, isEnd: true };
    }
    const newline = bytes.indexOf(NEWLINE, at);
    if (newline < 0) return { length: bytes.length, rows, within: true, isEnd: false };
    rows++;
    at = newline + 1;
    inRow = false;
  }
}

function isEnd(bytes: Buffer, at: number): boolean {
  return bytes[at] === BACKSLASH && bytes[at + 1] === DOT && bytes[at + 2] === NEWLINE;
}
