import { AppError } from "@/lib/errors";
import { requireSameOrigin } from "@/lib/http/same-origin";

/**
 * The body of a request in pieces, as it arrives: for files, which nobody holds whole. Whoever reads it sets the limit.
 *
 * @throws AppError `forbidden` for what another site sends, `bad_request` without a body
 */
export function bodyOf(request: Request): AsyncIterable<Uint8Array> {
  requireSameOrigin(request.headers);
  if (!request.body) throw new AppError("bad_request");
  return request.body;
}
