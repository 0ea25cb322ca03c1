import type { z } from "zod";

/**
 * The query parameters of a request, as the schema understands them; unknown ones are ignored.
 *
 * @throws ZodError naming each wrong one, which `handle` answers with 400
 */
export function readQuery<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  return schema.parse(Object.fromEntries(new URL(request.url).searchParams));
}
