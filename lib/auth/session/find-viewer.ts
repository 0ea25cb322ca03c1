import type { SessionClaims } from "@/lib/auth/session/session-cookie";
import { Prisma, prisma } from "@/lib/db/client";
import { estimatedNow } from "@/lib/db/clock";
import type { Role } from "@/lib/db/generated/enums";
import { flushContact, isContactPending } from "@/lib/sessions/contact/touch-session";
import { currentLimits } from "@/lib/sessions/current-limits";
import { isOpenAt } from "@/lib/sessions/limits";
import { isLocallyEnded } from "@/lib/sessions/locally-ended-sessions";
import type { Viewer } from "@/lib/viewer";

interface Times {
  loginTime: Date;
  logoutTime: Date | null;
  lastContactAt: Date;
  lastActivityAt: Date;
}

interface SessionFacts extends Times {
  userId: string;
  disabledAt: Date | null;
}

/**
 * Finds the user whose session a cookie claims, with one read by the session key.
 *
 * @returns null when the session is not open
 */
export async function findViewerOfClaims(claims: SessionClaims): Promise<Viewer | null> {
  if (isLocallyEnded(claims.sessionKeyHash)) return null; // the database may not know it yet
  const read = () =>
    prisma.userSession.findUnique({
      where: { sessionKey: claims.sessionKeyHash },
      select: {
        id: true,
        loginTime: true,
        logoutTime: true,
        lastContactAt: true,
        lastActivityAt: true,
        user: { select: { id: true, username: true, name: true, role: true, disabledAt: true } },
      },
    });
  const session = await readFresh(read, (found) => found !== null && mayBeStale(claims, found));
  if (!session || isLocallyEnded(claims.sessionKeyHash)) return null; // ended during the read
  const { id: userId, username, name, role, disabledAt } = session.user;
  if (!isOpenTo(claims, { ...session, userId, disabledAt })) return null;
  const { sessionKeyHash } = claims;
  return { userId, sessionId: session.id, sessionKeyHash, username, name, role };
}

/**
 * Finds the claims whose session is open, with one query for all of them.
 *
 * @returns the open claims, each with the role of its user
 */
export async function findOpenClaims<Claim extends SessionClaims>(
  claims: Claim[],
): Promise<Map<Claim, Role>> {
  const candidates = claims.filter(({ sessionKeyHash }) => !isLocallyEnded(sessionKeyHash));
  if (candidates.length === 0) return new Map();
  const read = async () => {
    const query = claimsQuery(candidates);
    const found = await prisma.$queryRaw<(SessionFacts & { sessionKey: string; role: Role })[]>(query);
    return new Map(found.map((session) => [session.sessionKey, session]));
  };
  const byKey = await readFresh(read, (found) =>
    candidates.some((claim) => {
      const session = found.get(claim.sessionKeyHash);
      return session !== undefined && mayBeStale(claim, session);
    }),
  );
  return new Map(
    candidates.flatMap((claim) => {
      const session = byKey.get(claim.sessionKeyHash);
      if (isLocallyEnded(claim.sessionKeyHash)) return [];
      return session && isOpenTo(claim, session) ? [[claim, session.role] as const] : [];
    }),
  );
}

/**
 * Reads sessions. When a session may be stale, writes the pending contacts and reads once more, so that an
 * outage of the database signs out no user who was active during it.
 */
async function readFresh<Found>(
  read: () => Promise<Found>,
  mayBeStale: (found: Found) => boolean,
): Promise<Found> {
  const found = await read();
  if (!mayBeStale(found)) return found;
  await flushContact(currentLimits()).catch(() => {}); // on failure the stored times count
  return read();
}

/** Returns whether a session is past its limits by its stored times, while its contact may be unwritten. */
function mayBeStale({ sessionKeyHash }: SessionClaims, session: Times): boolean {
  if (session.logoutTime || isOpenAt(session, currentLimits(), estimatedNow())) return false;
  return isContactPending(sessionKeyHash);
}

/** Builds the query of {@link findOpenClaims}. Exported for the test of its query plan. */
export function claimsQuery(claims: SessionClaims[]): Prisma.Sql {
  return Prisma.sql`
    SELECT session_key AS "sessionKey", user_id AS "userId", login_time AS "loginTime", logout_time AS "logoutTime",
      last_contact_at AS "lastContactAt", last_activity_at AS "lastActivityAt", disabled_at AS "disabledAt", role
    FROM user_session JOIN app_user ON app_user.id = user_id
    WHERE session_key = ANY (${claims.map(({ sessionKeyHash }) => sessionKeyHash)}::text[])`;
}

/** Returns false for a session that has ended, is past its limits, or is of another or a disabled user. */
function isOpenTo({ userId }: SessionClaims, session: SessionFacts): boolean {
  if (session.disabledAt || session.userId !== userId) return false;
  return isOpenAt(session, currentLimits(), estimatedNow());
}
