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
  reason: EndReason;
  /** Of the session that ended; null when it is not known any more. */
  session: { loginTime: Date; lastActivityAt: Date; logoutTime: Date } | null;
  /** Who ended it, by name, and why in their words, where an administrator did. */
  revokedBy: string | null;
  note: string | null;
}

/** Of a browser whose cookie went with its session. */
const CONFIRMED: WhySignedOut = { reason: "SIGNED_OUT", session: null, revokedBy: null, note: null };

/**
 * Why a browser on the sign-in page is signed out: how the session ended of which it still has the cookie. Only the row and cookies of ours
 * can say so, never the address. Nothing is said of a session that is open, and nothing when the database can't answer.
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
  if (!session) return null;
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
