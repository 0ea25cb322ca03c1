import type { IncomingMessage } from "node:http";
import { deviceCookieName } from "@/lib/auth/session/cookies";
import { openClaimedSession } from "@/lib/auth/session/session-cookie";
import { readDeviceCookie } from "@/lib/auth/sign-in/known-device";
import { ADDRESS_HEADER, widestNetwork } from "@/lib/http/client-address";
import { readCookie } from "@/lib/read-cookie";
import { ARRIVED_HEADER } from "@/lib/server/gate";
import { HEALTH } from "@/lib/server/request-rules";
import type { SharedTurns } from "@/lib/server/turn-limits";

/** Address of a file of the build. They cost nothing, and a page asks for many at once. */
const STATIC = /^\/_next\/static\/(?!.*\.\.)[^%\\]*$/;

/** The form whose gate gives it a place until Next is done with it. */
const SIGN_IN = "/api/auth/callback/credentials";

const SIGN_OUT = "/api/sign-out";

/**
 * Returns the turns that a request shares with others (lib/server/turn-limits.ts). The cookie is opened,
 * because the same session can be written in many ways. A form that a gate has passed needs no session, and
 * must not wait behind requests of its session that hang.
 *
 * @returns null for a file of the build, and for a sign-in that has a place
 */
export async function sharedTurnsOf({
  method,
  url = "",
  headers,
}: Pick<IncomingMessage, "method" | "url" | "headers">): Promise<SharedTurns | null> {
  const path = decodeURIComponent(url.split("?")[0] ?? "");
  const isPassed = headers[ARRIVED_HEADER] !== undefined;
  if (STATIC.test(url) || (isPassed && path === SIGN_IN)) return null;
  const address = headers[ADDRESS_HEADER];
  const network = address ? widestNetwork(String(address)) : "unknown";
  if (isPassed) return { kind: "form", path, network };
  if (HEALTH.includes(path)) return { kind: "monitor", network }; // a flood of strangers must not fail it
  const claims = await openClaimedSession(headers.cookie);
  if (!claims) return { kind: isKnown(headers.cookie) ? "known-browser" : "stranger", network };
  const kind = path === SIGN_OUT && method === "POST" ? "sign-out" : "session";
  return { kind, session: claims.sessionKeyHash, userId: claims.userId, network };
}

/** Returns whether a device cookie is ours. A flood of strangers leaves the turns of such browsers. */
function isKnown(cookie: string | undefined): boolean {
  return readDeviceCookie(readCookie(cookie ?? "", deviceCookieName())).length > 0;
}
