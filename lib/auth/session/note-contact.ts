import type { SessionClaims } from "@/lib/auth/session/session-cookie";
import { env } from "@/lib/env";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import { cleanUserAgent } from "@/lib/http/user-agent";
import { touchSession } from "@/lib/sessions/contact/touch-session";

/**
 * Notes a request as contact with its session, and as activity when the user did something. Returns at once
 * and never throws.
 *
 * @param active - whether the user did something; by default derived from the headers
 */
export function noteContact(
  claims: SessionClaims,
  headers: Headers,
  active = isUserNavigation(headers, env().insecureHttp),
): void {
  touchSession({
    sessionKeyHash: claims.sessionKeyHash,
    active,
    ipAddress: headers.get(ADDRESS_HEADER),
    userAgent: cleanUserAgent(headers.get("user-agent")),
  });
}

/**
 * Returns whether the browser reports that its user opened this document. No poll, prefetch, stream or
 * script can send that header. Without HTTPS browsers send no such headers (Fetch Metadata, section 2), so
 * there a request for a document counts.
 */
export function isUserNavigation(headers: Headers, insecureHttp: boolean): boolean {
  if (headers.has("purpose") || headers.has("sec-purpose")) return false;
  if (!headers.has("sec-fetch-site") && insecureHttp) {
    return headers.get("accept")?.startsWith("text/html") ?? false;
  }
  return headers.get("sec-fetch-user") === "?1";
}
