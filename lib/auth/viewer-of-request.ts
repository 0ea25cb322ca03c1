import { cookies, headers } from "next/headers";
import { cache } from "react";
import { noteContact } from "@/lib/auth/contact";
import { sessionCookieName } from "@/lib/auth/cookies";
import { openSessionCookie, type SessionClaims } from "@/lib/auth/session-cookie";
import { prisma } from "@/lib/db/client";
import { estimatedNow } from "@/lib/db/clock";
import { currentLimits } from "@/lib/sessions/current-limits";
import { limitEnd } from "@/lib/sessions/limits";
import type { Viewer } from "@/lib/viewer";

/** Who sends this request, if their session is open: one read, once per request. */
export const findViewer = cache(async (): Promise<Viewer | null> => {
  const claims = await openSessionCookie((await cookies()).get(sessionCookieName())?.value);
  return claims && findOpenSession(claims);
});

/**
 * As {@link findViewer}, for handlers: these pass no middleware that would note the contact. It is noted first, so that it is
 * kept until the database can answer; contact with a session that has ended is never written.
 *
 * @param active - whether a person did something; unless given, the request's headers tell
 */
export async function findViewerInContact(active?: boolean): Promise<Viewer | null> {
  const claims = await openSessionCookie((await cookies()).get(sessionCookieName())?.value);
  if (!claims) return null;
  noteContact(claims, await headers(), active);
  return findOpenSession(claims);
}

/** An ended session, one past its limits and one of a disabled person are all no session. */
async function findOpenSession({ sessionKeyHash, userId }: SessionClaims): Promise<Viewer | null> {
  const session = await prisma.userSession.findUnique({
    where: { sessionKey: sessionKeyHash },
    select: {
      id: true,
      loginTime: true,
      logoutTime: true,
      lastContactAt: true,
      lastActivityAt: true,
      user: { select: { id: true, username: true, name: true, role: true, disabledAt: true } },
    },
  });
  if (!session || session.logoutTime || session.user.id !== userId || session.user.disabledAt) return null;
  if (limitEnd(session, currentLimits(), estimatedNow())) return null;
  const { username, name, role } = session.user;
  return { userId, sessionId: session.id, username, name, role };
}
