import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { logRarely } from "@/lib/log-rarely";
import { countRefused } from "@/lib/refused-requests";

/**
 * Rejects a change that another site requests. Browsers send the site of a request in `Sec-Fetch-Site`,
 * older ones in `Origin`. A request with neither header comes from a script, and scripts must use the
 * command line.
 *
 * @throws AppError `forbidden`
 */
export function requireSameOrigin(headers: Headers): void {
  if (isSameOrigin(headers)) return;
  // Logs the expected origin, because APP_URL may differ from the address that users open.
  logRarely("warn", { event: "request.other_origin", expected: env().appUrl });
  countRefused("forged");
  throw new AppError("forbidden");
}

function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  return headers.get("origin") === env().appUrl;
}
