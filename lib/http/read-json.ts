import type { z } from "zod";
import { parseJson } from "@/lib/http/parse-json";
import { readText } from "@/lib/http/read-text";

/** 500 ids and a few fields fit. */
const MAX_BODY_BYTES = 32 * 1024;

/**
 * Reads the JSON body of a request with a schema. Unknown fields are ignored.
 *
 * @throws AppError `too_large`, `bad_request`; ZodError naming each wrong field
 */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  return schema.parse(parseJson(await readText(request, MAX_BODY_BYTES)));
}
