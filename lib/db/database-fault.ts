/** Why there is no database to work with; each code has one sentence in the terminal's message file. */
export type DatabaseFaultCode =
  | "unsupported_platform"
  | "no_account"
  | "folder_unreachable"
  | "folder_forbidden"
  | "other_version"
  | "not_ours"
  | "start_failed"
  | "start_slow"
  | "busy"
  | "unreachable"
  | "refused"
  | "too_old"
  | "migration_failed";

/** An expected failure around the database: nothing was lost, and a person can mend it. */
export class DatabaseFault extends Error {
  /** @param detail - values for the sentence: a folder, a version, the last line of a log; never a password */
  constructor(
    readonly code: DatabaseFaultCode,
    readonly detail: Record<string, string> = {},
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(detail)}`, options);
    this.name = "DatabaseFault";
  }
}
