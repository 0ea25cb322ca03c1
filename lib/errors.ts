/** HTTP status of each code that the server answers as `{ "error": code }`. */
const STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** An expected failure. Every other error is a bug and is answered 500. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;

  /**
   * @param detail - the wrong fields of a `bad_request`, the `reason` of a `conflict`, or the seconds to wait
   *   of a `too_many` in `waitS`; never text of a library or the database
   */
  constructor(
    code: ErrorCode,
    readonly detail?: Record<string, string>,
  ) {
    super(code);
    this.name = "AppError";
    this.code = code;
    this.status = STATUS[code];
  }
}
