import { AppError } from "@/lib/errors";

/**
 * Reads the body of a request as text. The request must state its length, as browsers do; the server then
 * reads no more than that.
 *
 * @throws AppError `too_large`, also for a request without a length
 */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const length = request.headers.get("content-length");
  if (length === null || Number(length) > maxBytes) throw new AppError("too_large");
  return request.text();
}
