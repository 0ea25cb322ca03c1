import type { SessionClaims } from "@/lib/auth/session/session-cookie";
import { env } from "@/lib/env";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import { cleanUserAgent } from "@/lib/http/user-agent";
import { touchSession } from "@/lib/sessions/contact/touch-session";

/**
 * Every request of a signed-in person is contact; only what a human did is activity. Returns at once, never throws.
 *
 * @param active - whether a person did something; unless given, the headers tell
 */
export function noteContact(
  claims: SessionClaims,
  headers: Headers,
  active = isUserNavigation(headers, env().insecureHttp),
): void {
  touchSession({
    sessionKey: claims.sessionKeyHash,
    active,
    ipAddress: headers.get(ADDRESS_HEADER),
    userAgent: cleanUserAgent(headers.get("user-agent")),
  });
}

/**
 * The browser says that a person opened this document: no poll, prefetch, stream or script can. Without HTTPS it says nothing
 * of the kind (Fetch Metadata, section 2); there, that it wants a document has to do.
 */
export function isUserNavigation(headers: Headers, insecureHttp: boolean): boolean {
  if (headers.has("purpose") || headers.has("sec-purpose")) return false;
  if (!headers.has("sec-fetch-site") && insecureHttp) {
    return headers.get("accept")?.startsWith("text/html") ?? false;
  }
  return headers.get("sec-fetch-user") === "?1";
}
