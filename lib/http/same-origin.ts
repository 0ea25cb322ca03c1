import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";

/**
 * Refuses a change that another site asks for. Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in
 * `Origin`; what says neither is a script, and scripts use the command line.
 *
 * @throws AppError `forbidden`
 */
export function requireSameOrigin(headers: Headers): void {
  if (isSameOrigin(headers)) return;
  log.warn({ event: "request.other_origin", expected: env().appUrl }); // APP_URL may not be what people open
  throw new AppError("forbidden");
}

function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  return headers.get("origin") === env().appUrl;
}
