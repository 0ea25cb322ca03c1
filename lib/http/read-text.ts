import { AppError } from "@/lib/errors";

/**
 * The body of a request as text. How long it is must be said beforehand, as browsers do: the server then reads no more.
 *
 * @throws AppError `too_large`, also for a length that is not said
 */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const length = request.headers.get("content-length");
  if (length === null || Number(length) > maxBytes) throw new AppError("too_large");
  return request.text();
}
