/** Reasons why a file can't be read as a list of users. Each code has a text in the message files. */
export type FileFaultCode =
  | "encoding"
  | "too_large"
  | "too_many_lines"
  | "no_header"
  | "missing_columns"
  | "column_twice"
  | "password_column"
  | "open_quote"
  | "stray_quote"
  | "long_line"
  | "no_people";

/** An expected failure: nothing was changed, and the administrator can correct the file. */
export class FileFault extends Error {
  constructor(
    readonly code: FileFaultCode,
    /** Values for the text: the line of the file, the headings of the columns. */
    readonly detail: { line?: number; columns?: string } = {},
  ) {
    super(code);
    this.name = "FileFault";
  }
}
