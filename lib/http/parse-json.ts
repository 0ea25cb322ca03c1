import { AppError } from "@/lib/errors";

/** @throws AppError `bad_request` for what is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("bad_request");
  }
}
