import { createHash } from "node:crypto";
import type pg from "pg";
import * as copyStreams from "pg-copy-streams";
import { BackupFault } from "@/lib/backup/backup-fault";
import {
  copyLine,
  copyOf,
  END_OF_ROWS,
  type Footer,
  footerLine,
  type Header,
  headerLine,
  nameOf,
  PLAIN_VALUES,
  POSTAMBLE,
  PREAMBLE,
  sequenceLine,
} from "@/lib/backup/backup-format";
import { listMigrations, listSequences, listTables } from "@/lib/backup/describe-database";
import manifest from "@/package.json" with { type: "json" };

const NEWLINE = 0x0a;

/**
 * Begins a read-only transaction on one snapshot of the database. Other connections go on writing; the
 * snapshot does not see them.
 *
 * @returns the header of a backup of this snapshot
 * @throws BackupFault `nothing` when there is no table, or no migration was applied
 */
export async function beginSnapshot(client: pg.Client): Promise<Header> {
  const names = (await listTables(client)).map(nameOf).join(", ");
  if (!names) throw new BackupFault("nothing");
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  // The next query takes the snapshot. Locks that are held before it keep a migration from rewriting a table.
  await client.query(`LOCK TABLE ${names} IN ACCESS SHARE MODE`);
  for (const statement of PLAIN_VALUES) await client.query(statement);
  const [migrations, tables] = [await listMigrations(client), await listTables(client)];
  if (migrations.length === 0) throw new BackupFault("nothing");
  const { rows } = await client.query<{ now: Date }>("SELECT now()");
  const madeAt = rows[0]?.now.toISOString() ?? "";
  const sequences = await listSequences(client);
  return { format: 1, product: manifest.version, madeAt, migrations, tables, sequences };
}

/**
 * Streams the uncompressed text of a backup from the database. Only the current chunk is in memory.
 *
 * @param client - on which {@link beginSnapshot} has begun the transaction
 * @returns the footer, after the last chunk
 */
export async function* walkBackupText(client: pg.Client, header: Header): AsyncGenerator<Buffer, Footer> {
  const hash = createHash("sha256");
  const rows: Footer["rows"] = {};
  const hashed = (bytes: Buffer) => {
    hash.update(bytes);
    return bytes;
  };
  const textOf = (...lines: string[]) => hashed(Buffer.from(lines.map((line) => `${line}\n`).join("")));

  yield textOf(headerLine(header), ...PREAMBLE);
  for (const table of header.tables) {
    yield textOf(copyLine(table));
    let count = 0;
    for await (const chunk of copyRows(client, copyOf(table))) {
      count += countLines(chunk);
      yield hashed(chunk);
    }
    rows[table.name] = count;
    yield textOf(END_OF_ROWS);
  }
  yield textOf(...header.sequences.map(sequenceLine), ...POSTAMBLE);
  const footer = { rows, sha256: hash.digest("hex") };
  yield Buffer.from(`${footerLine(footer)}\n`);
  return footer;
}

/** Streams the rows of a table in COPY's text format, in which each row is one line. */
function copyRows(client: pg.Client, copy: string): AsyncIterable<Buffer> {
  return client.query(copyStreams.to(`${copy} TO STDOUT`));
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
