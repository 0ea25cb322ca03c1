import { toLocalIso } from "@/lib/calendar/local-iso";
import { Prisma, prisma } from "@/lib/db/client";
import { databaseNow, estimatedNow } from "@/lib/db/clock";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { flushContact } from "@/lib/sessions/contact/touch-session";
import { currentLimits } from "@/lib/sessions/current-limits";
import { matchesUser } from "@/lib/sessions/match-users";
import { isOnline, isOpen } from "@/lib/sessions/presence-sql";
import { endInSlices, type Slice } from "@/lib/sessions/revocation/end-in-slices";
import type { Revocation, RevocationFilter } from "@/lib/sessions/revocation/revocation";
import { MAX_NAMED } from "@/lib/sessions/revocation/revocation-limits";
import type { RevocationPreview } from "@/lib/sessions/revocation/revocation-preview";
import type { Admin } from "@/lib/viewer";

/**
 * Maximum number of sessions in one request, far more than an office has open. The rest needs another
 * request.
 */
const MAX_SESSIONS = 10_000;
/** Sessions that end in one transaction, so that it stays far below its time limit. */
const SLICE = 500;
/** Users that a preview names. */
const MAX_PREVIEWED_USERS = 8;

interface Chosen {
  sessionId: string;
  userId: string;
}

export interface Revoked {
  /** Number of sessions that ended. */
  ended: number;
  /** False when chosen sessions are left: there are too many, or their users stay locked. */
  complete: boolean;
  /** Time at which the last ending was written; RFC 3339 with the offset of the organisation's time zone. */
  at: string;
}

/**
 * Ends the chosen sessions for good. The endings are committed before this returns, so every instance refuses
 * these sessions from then on. The session of the request never ends.
 *
 * A session whose user stays locked by another transaction is left, and the answer is not complete.
 *
 * @throws AppError `conflict` with the reason `self` when the request names its own session; `forbidden` when
 *   the administrator may no longer act
 */
export async function revokeSessions(admin: Admin, asked: Revocation): Promise<Revoked> {
  if (asked.sessionIds?.includes(admin.sessionId)) throw new AppError("conflict", { reason: "self" });
  // Without this write, a filter would miss sessions that only pending contact keeps open.
  await flushContact(currentLimits()).catch(() => {});
  const chosen = await prisma.$queryRaw<Chosen[]>(Prisma.sql`
    SELECT s.id AS "sessionId", s.user_id AS "userId" FROM ${chosenBy(asked, await databaseNow())}
    ORDER BY s.user_id, s.id LIMIT ${MAX_SESSIONS + 1}`);
  const slices: Slice[] = [];
  for (let from = 0; from < Math.min(chosen.length, MAX_SESSIONS); from += SLICE)
    slices.push(sliceOf(chosen.slice(from, from + SLICE)));
  // Includes sessions that the named users have opened since the query.
  if (asked.userIds) slices.push({ userIds: asked.userIds });
  const { ended, complete } = await endInSlices(admin, slices, asked.reason);
  return {
    ended,
    complete: complete && chosen.length <= MAX_SESSIONS,
    at: toLocalIso(estimatedNow(), env().timeZone),
  };
}

function sliceOf(chosen: Chosen[]): Slice {
  const userIds = [...new Set(chosen.map(({ userId }) => userId))];
  return { userIds, onlyIds: chosen.map(({ sessionId }) => sessionId) };
}

/** Reads which sessions a filter would end now. The session of the request is not among them. */
export async function previewRevocation(admin: Admin, filter: RevocationFilter): Promise<RevocationPreview> {
  const [preview] = await prisma.$queryRaw<[RevocationPreview]>(Prisma.sql`
    WITH chosen AS MATERIALIZED (
      SELECT s.id AS session_id, u.id, u.name, u.username FROM ${chosenBy({ filter }, await databaseNow())}
      WHERE s.id <> ${admin.sessionId}::uuid
    )
    SELECT count(DISTINCT id)::int AS people, count(*)::int AS sessions,
      CASE WHEN count(*) <= ${MAX_NAMED} THEN ARRAY(SELECT session_id FROM chosen) END AS "sessionIds",
      ARRAY(
        SELECT jsonb_build_object('name', name, 'username', username)
        FROM chosen GROUP BY id, name, username ORDER BY name, id LIMIT ${MAX_PREVIEWED_USERS}
      ) AS users
    FROM chosen`);
  return preview;
}

/**
 * Builds the FROM clause for the chosen sessions `s` of users `u`. Open sessions are few compared with all
 * users, so search and filter are tested on the users of these only.
 *
 * A filter matches open sessions. Sessions and users that are named by id also match when the session is past
 * its limits, because contact that is not written yet may extend it.
 */
function chosenBy({ sessionIds, userIds, filter }: Revocation, now: Date): Prisma.Sql {
  const limits = currentLimits();
  const conditions = [filter ? isOpen(now, limits) : Prisma.sql`s.logout_time IS NULL`];
  if (sessionIds) conditions.push(Prisma.sql`s.id = ANY(${sessionIds}::uuid[])`);
  if (userIds) conditions.push(Prisma.sql`s.user_id = ANY(${userIds}::uuid[])`);
  if (filter?.q) conditions.push(matchesUser(filter.q));
  if (filter?.role) conditions.push(Prisma.sql`u.role = ${filter.role}::"Role"`);
  if (filter?.status) {
    conditions.push(Prisma.sql`${filter.status} = (
      SELECT CASE WHEN bool_or(${isOnline(now)}) THEN 'online' ELSE 'away' END
      FROM user_session AS s WHERE s.user_id = u.id AND ${isOpen(now, limits)})`);
  }
  return Prisma.sql`user_session AS s JOIN app_user AS u ON u.id = s.user_id AND ${Prisma.join(conditions, " AND ")}`;
}
