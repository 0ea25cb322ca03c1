/** Why there is no backup, or why it can't be restored; each code has one sentence in the terminal's message file. */
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

/** An expected failure: nothing was changed, and a person can do something about it. */
export class BackupFault extends Error {
  /** @param detail - values for the sentence: a file, a version, a table; never what a row says */
  constructor(
    readonly code: BackupFaultCode,
    readonly detail: Record<string, string> = {},
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(detail)}`, options);
    this.name = "BackupFault";
  }
}
