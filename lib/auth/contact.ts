import type { SessionClaims } from "@/lib/auth/session-cookie";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import { cleanUserAgent } from "@/lib/http/user-agent";
import { touchSession } from "@/lib/sessions/touch-session";

/** Every request of a signed-in person is contact; only what a human did is activity. Returns at once, never throws. */
export function noteContact(claims: SessionClaims, headers: Headers): void {
  touchSession({
    sessionKey: claims.sessionKeyHash,
    active: isUserNavigation(headers),
    ipAddress: headers.get(ADDRESS_HEADER),
    userAgent: cleanUserAgent(headers.get("user-agent")),
  });
}

/** The browser says that a person opened this document: no poll, prefetch, stream or script can. */
function isUserNavigation(headers: Headers): boolean {
  const prefetched = headers.has("purpose") || headers.has("sec-purpose");
  return !prefetched && headers.get("sec-fetch-user") === "?1";
}
