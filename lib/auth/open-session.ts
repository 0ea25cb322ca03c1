import type { SessionClaims } from "@/lib/auth/session-cookie";
import { Prisma, prisma } from "@/lib/db/client";
import { estimatedNow } from "@/lib/db/clock";
import type { Role } from "@/lib/db/generated/enums";
import { currentLimits } from "@/lib/sessions/current-limits";
import { isDenied } from "@/lib/sessions/denied-sessions";
import { limitEnd } from "@/lib/sessions/limits";
import type { Viewer } from "@/lib/viewer";

interface SessionFacts {
  userId: string;
  loginTime: Date;
  logoutTime: Date | null;
  lastContactAt: Date;
  lastActivityAt: Date;
  disabledAt: Date | null;
}

/** Whose session it is that a cookie claims, if it is open: one read by its key. */
export async function findViewerOf(claims: SessionClaims): Promise<Viewer | null> {
  if (isDenied(claims.sessionKeyHash)) return null; // whatever the database says, or can't
  const session = await prisma.userSession.findUnique({
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
  if (!session || isDenied(claims.sessionKeyHash)) return null; // or since
  const { id: userId, username, name, role, disabledAt } = session.user;
  if (!isOpenTo(claims, { ...session, userId, disabledAt })) return null;
  return { userId, sessionId: session.id, username, name, role };
}

/** Which of these cookies claim an open session, and the roles of whose it is: one read, however many they are. */
export async function findOpenClaims<Claim extends SessionClaims>(
  claims: Claim[],
): Promise<Map<Claim, Role>> {
  const asked = claims.filter(({ sessionKeyHash }) => !isDenied(sessionKeyHash));
  if (asked.length === 0) return new Map();
  const sessions = await prisma.$queryRaw<(SessionFacts & { sessionKey: string; role: Role })[]>(
    claimsQuery(asked),
  );
  const byKey = new Map(sessions.map((session) => [session.sessionKey, session]));
  return new Map(
    asked.flatMap((claim) => {
      const session = byKey.get(claim.sessionKeyHash);
      if (isDenied(claim.sessionKeyHash)) return [];
      return session && isOpenTo(claim, session) ? [[claim, session.role] as const] : [];
    }),
  );
}

/** Exported for the test that reads its plan. */
export function claimsQuery(claims: SessionClaims[]): Prisma.Sql {
  return Prisma.sql`
    SELECT session_key AS "sessionKey", user_id AS "userId", login_time AS "loginTime", logout_time AS "logoutTime",
      last_contact_at AS "lastContactAt", last_activity_at AS "lastActivityAt", disabled_at AS "disabledAt", role
    FROM user_session JOIN app_user ON app_user.id = user_id
    WHERE session_key = ANY (${claims.map(({ sessionKeyHash }) => sessionKeyHash)}::text[])`;
}

/** An ended session, one past its limits, one of somebody else and one of a disabled person are all no session. */
function isOpenTo({ userId }: SessionClaims, session: SessionFacts): boolean {
  if (session.logoutTime || session.disabledAt || session.userId !== userId) return false;
  return limitEnd(session, currentLimits(), estimatedNow()) === null;
}
