import { AppError } from "@/lib/errors";

/** @throws AppError `bad_request` when the text is not JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("bad_request");
  }
}
