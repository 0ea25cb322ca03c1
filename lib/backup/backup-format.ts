import pg from "pg";
import { z } from "zod";

/*
 * The format of a backup: gzipped SQL text, which psql can run too. Its lines, in order:
 *
 * 1. the header: `-- konekte-backup ` and a `Header` as JSON;
 * 2. `PREAMBLE`: opens a transaction and sets how values are written;
 * 3. for each table: `COPY … FROM stdin;`, its rows in COPY's text format, and `\.`;
 * 4. for each sequence: `SELECT setval(…);`, and then `POSTAMBLE`, which commits;
 * 5. the footer: `-- konekte-backup-end ` and a `Footer` as JSON.
 *
 * A file without its footer is incomplete. https://www.postgresql.org/docs/current/sql-copy.html
 */

const FIRST = "-- konekte-backup ";
const LAST = "-- konekte-backup-end ";

/** Name of a table, column or sequence. It has no control character, so that each statement is one line. */
const Name = z.string().regex(/^[^\p{Cc}]+$/u);
const Table = z.object({ name: Name, columns: z.array(Name).min(1) });
/** A sequence: its last value in decimal, and whether `nextval` has returned that value already. */
const Sequence = z.object({ name: Name, value: z.string().regex(/^-?\d+$/), called: z.boolean() });
/** A migration and the SHA-256 (hex) of its SQL. The name is also the name of its folder. */
const Migration = z.object({ name: z.string().regex(/^\w+$/), checksum: z.string() });

const Header = z.object({
  /** Version of this format. */
  format: z.literal(1),
  /** Version of the product that wrote the backup. */
  product: z.string(),
  /** Start of the snapshot's transaction, by the database's clock: RFC 3339 in UTC. */
  madeAt: z.iso.datetime(),
  /** Migrations that were applied to the database, in order. */
  migrations: z.array(Migration).min(1),
  /** Tables in the order in which their rows follow. */
  tables: z.array(Table),
  sequences: z.array(Sequence),
});

const Footer = z.object({
  /** Number of rows by table. */
  rows: z.record(z.string(), z.int().min(0)),
  /** SHA-256 (hex) of the uncompressed text before the footer. */
  sha256: z.string(),
});

export type Table = z.infer<typeof Table>;
export type Sequence = z.infer<typeof Sequence>;
export type Migration = z.infer<typeof Migration>;
export type Header = z.infer<typeof Header>;
export type Footer = z.infer<typeof Footer>;

/** Formats the first line of a backup, without its line break. */
export function headerLine(header: Header): string {
  return FIRST + JSON.stringify(header);
}

/**
 * Reads the first line of a backup.
 *
 * @param line - without its line break
 * @returns null when the line is not the header of a backup in format 1
 */
export function parseHeader(line: string): Header | null {
  return Header.safeParse(parseAfter(FIRST, line)).data ?? null;
}

/** Formats the last line of a backup, without its line break. */
export function footerLine(footer: Footer): string {
  return LAST + JSON.stringify(footer);
}

/**
 * Reads the last line of a backup. The caller compares the counts and the hash with the text that it read.
 *
 * @param line - without its line break
 * @returns null when the line is not a footer
 */
export function parseFooter(line: string): Footer | null {
  return Footer.safeParse(parseAfter(LAST, line)).data ?? null;
}

/** @returns the JSON after the mark; null when the line has another beginning or no valid JSON */
function parseAfter(mark: string, line: string): unknown {
  try {
    return line.startsWith(mark) ? JSON.parse(line.slice(mark.length)) : null;
  } catch {
    return null;
  }
}

/**
 * Settings under which values are written and read. They override the defaults of the server and the role,
 * and last until the transaction ends.
 */
export const PLAIN_VALUES = [
  "SET LOCAL client_encoding = 'UTF8'",
  "SET LOCAL datestyle = 'ISO'",
  "SET LOCAL timezone = 'UTC'",
  "SET LOCAL statement_timeout = 0",
  "SET LOCAL idle_in_transaction_session_timeout = 0",
];
/**
 * Turns triggers and the checks of foreign keys off until the transaction ends, so that rows are loaded
 * exactly as they were written. Only a superuser, or a role with that privilege, may set it.
 */
export const NO_TRIGGERS = "SET LOCAL session_replication_role = 'replica'";

/** Lines between the header and the first table: they start the transaction in which psql loads the rows. */
export const PREAMBLE = ["BEGIN", ...PLAIN_VALUES, NO_TRIGGERS].map((statement) => `${statement};`);
/** Line after the last row of a table. COPY escapes backslashes, so no row looks like it. */
export const END_OF_ROWS = "\\.";
/** Lines between the last sequence and the footer. */
export const POSTAMBLE = ["COMMIT;"];

/** Returns the quoted name of a table or sequence with its schema: `public."app_user"`. */
export function nameOf({ name }: { name: string }): string {
  return `public.${pg.escapeIdentifier(name)}`;
}

/** Returns `COPY <table> (<columns>)`; the caller adds `FROM STDIN` or `TO STDOUT`. */
export function copyOf(table: Table): string {
  return `COPY ${nameOf(table)} (${table.columns.map((column) => pg.escapeIdentifier(column)).join(", ")})`;
}

/** Returns the line before the rows of a table: `COPY … FROM stdin;`. */
export function copyLine(table: Table): string {
  return `${copyOf(table)} FROM stdin;`;
}

/** Returns the statement that sets a sequence to its stored value, without a semicolon. */
export function sequenceStatement(sequence: Sequence): string {
  return `SELECT pg_catalog.setval(${pg.escapeLiteral(nameOf(sequence))}, ${sequence.value}, ${sequence.called})`;
}

/** Returns the line of a backup that restores a sequence: its statement with a semicolon. */
export function sequenceLine(sequence: Sequence): string {
  return `${sequenceStatement(sequence)};`;
}
