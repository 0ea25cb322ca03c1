import type { z } from "zod";
import { AppError } from "@/lib/errors";
import { readText } from "@/lib/http/read-text";

/**
 * The JSON body of a request, as the schema understands it; unknown fields are ignored.
 *
 * @throws AppError `too_large`, or `bad_request` for what is no JSON
 * @throws ZodError naming each wrong field, which `handle` answers with 400
 */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  maxBytes: number,
): Promise<z.output<Schema>> {
  return schema.parse(parse(await readText(request, maxBytes)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("bad_request");
  }
}
