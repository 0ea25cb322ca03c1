import { readText } from "@/lib/http/read-text";

/** A form has a few fields; names and passwords fit many times. */
const MAX_FORM_BYTES = 4_096;

/**
 * Reads the fields of one of our forms, as a browser sends them without a script.
 *
 * @throws AppError `too_large`, also for a request without a length
 */
export async function readForm(request: Request): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await readText(request, MAX_FORM_BYTES)));
}

/** Returns whether a request has the content type of a form that a browser sends. */
export function isForm(headers: Headers): boolean {
  return headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
}

/** Redirects to a page with 303, so that the browser requests it by GET. */
export function seeOther(location: string, headers: HeadersInit = {}): Response {
  return new Response(null, { status: 303, headers: { ...headers, Location: location } });
}
