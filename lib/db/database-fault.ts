/** Reasons why the database can't be used. Each code has one sentence in the terminal's message file. */
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
  | "not_owner"
  | "migration_failed";

/** An expected failure around the database: nothing was lost, and the administrator can correct it. */
export class DatabaseFault extends Error {
  /** @param detail - values for the sentence: a folder, a version, a log's last line; never a password */
  constructor(
    readonly code: DatabaseFaultCode,
    readonly detail: Record<string, string> = {},
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(detail)}`, options);
    this.name = "DatabaseFault";
  }
}
