/** The reason why there is no file: a key of `exports.faults` in the message files. */
export type ExportFault =
  | "too_large"
  | "too_long"
  | "too_many"
  | "too_often"
  | "changed"
  | "interrupted"
  | "unavailable"
  | "forbidden"
  | "bad_request"
  | "internal";

/**
 * Returns the reason for an error.
 *
 * @param code - code of an `AppError`, or of a handler's error response
 * @param fields - its details
 */
export function exportFaultOf(code: string, fields: object): ExportFault {
  switch (code) {
    case "too_large":
      return "from" in fields ? "too_long" : code;
    case "too_many":
      return "reason" in fields ? "too_often" : code;
    case "unavailable":
    case "forbidden":
    case "bad_request":
      return code;
    case "unauthenticated":
      return "forbidden";
    case "conflict":
      return "changed";
    case "not_found":
      return "bad_request";
    default:
      return "internal";
  }
}
