import { AppError } from "@/lib/errors";

/**
 * Returns the body of a request as a stream of pieces, for files that are never held in memory whole. The
 * reader must limit its size.
 *
 * @throws AppError `bad_request` without a body
 */
export function bodyOf(request: Request): AsyncIterable<Uint8Array> {
  if (!request.body) throw new AppError("bad_request");
  return request.body;
}
