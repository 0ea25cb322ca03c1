import { createHash } from "node:crypto";
import { BackupFault } from "@/lib/backup/backup-fault";

const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const DOT = 0x2e;
/** Length in bytes of `\.` and its line break. */
const END_LENGTH = 3;
/** Limit of one line in bytes. The longest one, the header with every table and column, is far shorter. */
const MAX_LINE = 4 * 1024 * 1024;

/**
 * Reads the parts of a backup while its text streams. The caller reads lines and rows in the order of the
 * format. Only the current line or chunk of rows is in memory.
 */
export class BackupReader {
  readonly #source: AsyncIterator<Buffer>;
  #hash = createHash("sha256");
  #hashBeforeLine = this.#hash;
  #unread: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#source = chunks[Symbol.asyncIterator]();
  }

  /**
   * Reads the next line, without its line break.
   *
   * @throws BackupFault `incomplete` when the text ends before it, `damaged` when it is longer than 4 MiB
   */
  async line(): Promise<string> {
    let end = this.#unread.indexOf(NEWLINE);
    while (end < 0) {
      if (this.#unread.length > MAX_LINE) throw new BackupFault("damaged");
      if (!(await this.#readMore())) throw new BackupFault("incomplete");
      end = this.#unread.indexOf(NEWLINE);
    }
    this.#hashBeforeLine = this.#hash;
    this.#hash = this.#hash.copy();
    return this.#take(end + 1).toString("utf8", 0, end);
  }

  /**
   * Streams the rows of a table in chunks of any size, and reads the line that ends them.
   *
   * @returns the number of rows
   * @throws BackupFault `incomplete` when the text ends before that line
   */
  async *rows(): AsyncGenerator<Buffer, number> {
    let count = 0;
    let within = false; // the beginning of the current row has been yielded
    for (;;) {
      const found = scan(this.#unread, within);
      count += found.rows;
      within = found.within;
      if (found.length > 0) yield this.#take(found.length);
      if (found.isEnd) {
        this.#take(END_LENGTH);
        return count;
      }
      if (!(await this.#readMore())) throw new BackupFault("incomplete");
    }
  }

  /** Returns whether the text has ended. */
  async isOver(): Promise<boolean> {
    return this.#unread.length === 0 && !(await this.#readMore());
  }

  /** Returns the SHA-256 (hex) of everything before the last line that was read. */
  hashBeforeLine(): string {
    return this.#hashBeforeLine.digest("hex");
  }

  async #readMore(): Promise<boolean> {
    const { value, done } = await this.#source.next();
    if (done) return false;
    this.#unread = this.#unread.length === 0 ? value : Buffer.concat([this.#unread, value]);
    return true;
  }

  #take(length: number): Buffer {
    const taken = this.#unread.subarray(0, length);
    this.#unread = this.#unread.subarray(length);
    this.#hash.update(taken);
    return taken;
  }
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
