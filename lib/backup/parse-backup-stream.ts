import { createHash } from "node:crypto";
import { BackupFault } from "@/lib/backup/backup-fault";

const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const DOT = 0x2e;
/** `\.` and its newline. */
const END_LENGTH = 3;
/** The first line names every table and column; no backup's is anywhere near. */
const MAX_LINE = 4 * 1024 * 1024;

export interface BackupReader {
  /** The next line. @throws BackupFault `incomplete` when there is none, `damaged` when it is far too long */
  line(): Promise<string>;
  /** The rows until their end, in chunks of whatever size. @returns how many lines there were */
  rows(): AsyncGenerator<Buffer, number>;
  /** Nothing follows. */
  isOver(): Promise<boolean>;
  /** SHA-256 (hex) of everything up to the last line that was read, without it. */
  hashBeforeLine(): string;
}

/** Takes the text of a backup apart as it comes; only its own lines are ever in memory whole. */
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
    let within = false; // of a row whose beginning has been handed on
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

/** How far rows go in `bytes`. What may be the beginning of their end is left for when more is known. */
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
