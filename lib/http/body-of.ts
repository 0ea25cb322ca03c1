import { AppError } from "@/lib/errors";

/**
 * The body of a request in pieces, as it arrives: for files, which nobody holds whole. Whoever reads it sets the limit.
 *
 * @throws AppError `bad_request` without a body
 */
export function bodyOf(request: Request): AsyncIterable<Uint8Array> {
  if (!request.body) throw new AppError("bad_request");
  return request.body;
}
