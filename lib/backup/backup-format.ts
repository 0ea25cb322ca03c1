import pg from "pg";
import { z } from "zod";

/*
 * A backup is text that psql reads too, gzipped: a first line that says what follows, what makes a session ready, every table as COPY, where the
 * sequences are, and a last line with how many rows there were and the SHA-256 of all before it. Without that line it is not whole.
 */

const FIRST = "-- konekte-backup ";
const LAST = "-- konekte-backup-end ";

/** Of tables, columns and sequences: a statement is one line, whatever they are called. */
const Name = z.string().regex(/^[^\p{Cc}]+$/u);
const Table = z.object({ name: Name, columns: z.array(Name).min(1) });
const Sequence = z.object({ name: Name, value: z.string().regex(/^-?\d+$/), called: z.boolean() });
/** Its name is that of a folder. */
const Migration = z.object({ name: z.string().regex(/^\w+$/), checksum: z.string() });

const Header = z.object({
  format: z.literal(1),
  /** Version of the product that made it. */
  product: z.string(),
  /** By the database's clock, at the moment that all of it is of. */
  madeAt: z.iso.datetime(),
  /** What its tables are made by, in order. */
  migrations: z.array(Migration).min(1),
  tables: z.array(Table),
  sequences: z.array(Sequence),
});

const Footer = z.object({
  /** How many each table has. */
  rows: z.record(z.string(), z.int().min(0)),
  sha256: z.string(),
});

export type Table = z.infer<typeof Table>;
export type Sequence = z.infer<typeof Sequence>;
export type Migration = z.infer<typeof Migration>;
export type Header = z.infer<typeof Header>;
export type Footer = z.infer<typeof Footer>;

export function headerLine(header: Header): string {
  return FIRST + JSON.stringify(header);
}

/** @returns null for what is no first line of a backup */
export function parseHeader(line: string): Header | null {
  return Header.safeParse(parseAfter(FIRST, line)).data ?? null;
}

export function footerLine(footer: Footer): string {
  return LAST + JSON.stringify(footer);
}

export function parseFooter(line: string): Footer | null {
  return Footer.safeParse(parseAfter(LAST, line)).data ?? null;
}

function parseAfter(mark: string, line: string): unknown {
  try {
    return line.startsWith(mark) ? JSON.parse(line.slice(mark.length)) : null;
  } catch {
    return null;
  }
}

/** Values are written and read under these, whatever a server or role is set to. */
export const PLAIN_VALUES = [
  "SET LOCAL client_encoding = 'UTF8'",
  "SET LOCAL datestyle = 'ISO'",
  "SET LOCAL timezone = 'UTC'",
  "SET LOCAL statement_timeout = 0",
  "SET LOCAL idle_in_transaction_session_timeout = 0",
];
/** Rows are put back as they were: no trigger adds anything to them. */
export const NO_TRIGGERS = "SET LOCAL session_replication_role = 'replica'";

export const PREAMBLE = ["BEGIN", ...PLAIN_VALUES, NO_TRIGGERS].map((statement) => `${statement};`);
export const END_OF_ROWS = "\\.";
export const POSTAMBLE = ["COMMIT;"];

export function nameOf({ name }: { name: string }): string {
  return `public.${pg.escapeIdentifier(name)}`;
}

/** `COPY …` of a table with its columns, to be followed by FROM or TO. */
export function copyOf(table: Table): string {
  return `COPY ${nameOf(table)} (${table.columns.map((column) => pg.escapeIdentifier(column)).join(", ")})`;
}

export function copyLine(table: Table): string {
  return `${copyOf(table)} FROM stdin;`;
}

export function sequenceStatement(sequence: Sequence): string {
  return `SELECT pg_catalog.setval(${pg.escapeLiteral(nameOf(sequence))}, ${sequence.value}, ${sequence.called})`;
}

export function sequenceLine(sequence: Sequence): string {
  return `${sequenceStatement(sequence)};`;
}
