import { readText } from "@/lib/http/read-text";

/** A handful of fields; names and passwords fit many times. */
const MAX_FORM_BYTES = 4_096;

/**
 * The fields of a form of ours, as a browser sends it without a script.
 *
 * @throws AppError `too_large`
 */
export async function readForm(request: Request): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await readText(request, MAX_FORM_BYTES)));
}

/** On to a page, which the browser then asks for by GET. */
export function seeOther(location: string, headers: HeadersInit = {}): Response {
  return new Response(null, { status: 303, headers: { ...headers, Location: location } });
}
