/** Reasons why a backup or a restore fails. Each code has one sentence in the terminal's message file. */
export type BackupFaultCode =
  | "nothing"
  | "exists"
  | "unwritable"
  | "unreadable"
  | "not_a_backup"
  | "incomplete"
  | "damaged"
  | "newer"
  | "other_migration"
  | "other_tables"
  | "impossible_rows"
  | "own_server"
  | "in_use"
  | "nothing_kept";

/** An expected failure of a backup or restore: nothing was changed, and the administrator can correct it. */
export class BackupFault extends Error {
  /** @param detail - values for the sentence: a file, a version, a table; never the content of a row */
  constructor(
    readonly code: BackupFaultCode,
    readonly detail: Record<string, string> = {},
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(detail)}`, options);
    this.name = "BackupFault";
  }
}
