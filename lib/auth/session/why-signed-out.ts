import { cookies } from "next/headers";
import { sessionCookieName, signedOutCookieName } from "@/lib/auth/session/cookies";
import { openSessionCookie, type SessionClaims } from "@/lib/auth/session/session-cookie";
import { prisma } from "@/lib/db/client";
import { estimatedNow } from "@/lib/db/clock";
import type { EndReason } from "@/lib/db/generated/enums";
import { asAppError } from "@/lib/http/error-response";
import { currentLimits } from "@/lib/sessions/current-limits";
import { sessionAsOf } from "@/lib/sessions/session-as-of";

export interface WhySignedOut {
  /** `UNKNOWN`: no session has the key of the cookie. */
  reason: EndReason | "UNKNOWN";
  /** Times of the session that ended; null when its cookie is gone, or its session is unknown. */
  session: { loginTime: Date; lastActivityAt: Date; logoutTime: Date } | null;
  /** Name of the administrator who ended the session; null when no administrator did. */
  revokedBy: string | null;
  /** Reason that the administrator wrote; null without one. */
  note: string | null;
}

/** Result for a browser that has signed out, and so has no session cookie any more. */
const CONFIRMED: WhySignedOut = { reason: "SIGNED_OUT", session: null, revokedBy: null, note: null };
const UNKNOWN: WhySignedOut = { ...CONFIRMED, reason: "UNKNOWN" };

/**
 * Finds why the browser on the sign-in page is signed out: how the session of its cookie ended. The answer
 * comes only from the row and our own cookies, never from the URL, which anybody can write.
 *
 * A cookie of ours whose key no session has was replaced, and the answer with the new cookie was lost; or it
 * is a copy; or the database was restored. Nothing tells these apart, so the reason is `UNKNOWN`.
 *
 * @returns null without such a cookie, when the session is open, and when the database does not answer
 */
export async function findWhySignedOut(): Promise<WhySignedOut | null> {
  const jar = await cookies();
  const claims = await openSessionCookie(jar.get(sessionCookieName())?.value);
  if (!claims) return jar.has(signedOutCookieName()) ? CONFIRMED : null;
  return findEnding(claims).catch((error: unknown) => {
    if (asAppError(error)?.code === "unavailable") return null;
    throw error;
  });
}

async function findEnding({ sessionKeyHash, userId }: SessionClaims): Promise<WhySignedOut | null> {
  const session = await prisma.userSession.findUnique({
    where: { sessionKey: sessionKeyHash, userId },
    select: {
      loginTime: true,
      lastContactAt: true,
      lastActivityAt: true,
      logoutTime: true,
      endReason: true,
      endNote: true,
      endedBy: { select: { name: true } },
    },
  });
  if (!session) return UNKNOWN;
  const { endReason, logoutTime } = sessionAsOf(session, currentLimits(), estimatedNow());
  if (!endReason || !logoutTime) return null;
  const { loginTime, lastActivityAt, endedBy, endNote } = session;
  const revokedBy = endReason === "REVOKED" ? (endedBy?.name ?? null) : null;
  return {
    reason: endReason,
    session: { loginTime, lastActivityAt, logoutTime },
    revokedBy,
    note: endNote,
  };
}
