import type { z } from "zod";

/**
 * Reads the query parameters of a request with a schema. Unknown parameters are ignored.
 *
 * @throws ZodError naming each wrong parameter, which `handle` answers with 400
 */
export function readQuery<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  return schema.parse(Object.fromEntries(new URL(request.url).searchParams));
}
