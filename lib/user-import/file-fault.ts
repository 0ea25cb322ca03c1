/** Why a file can't be read as a list of people at all; each code has its words in the message files. */
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

/** An expected failure: nothing was changed, and a person can mend the file. */
export class FileFault extends Error {
  constructor(
    readonly code: FileFaultCode,
    /** Values for the words: the line, the columns. */
    readonly detail: { line?: number; columns?: string } = {},
  ) {
    super(code);
    this.name = "FileFault";
  }
}
