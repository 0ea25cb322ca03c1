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

/** Far more than an office has open; what is beyond takes another time. */
const MAX_SESSIONS = 10_000;
/** Sessions that end in one transaction: it stays far below the time that one may take. */
const SLICE = 500;
const SHOWN = 8;

interface Chosen {
  sessionId: string;
  userId: string;
}

export interface Revoked {
  /** How many sessions ended. */
  ended: number;
  /** Whether all did: some may be left when there are very many, or when somebody else holds their people for long. */
  complete: boolean;
  /** When all of it was written; RFC 3339 with the organisation's offset. */
  at: string;
}

/**
 * Ends sessions of others for good: written before this returns, and refused everywhere from then on. One's own session goes on.
 *
 * Whoever is held by somebody else for long is left, and the answer is not complete.
 *
 * @throws AppError `conflict` with its `reason` `self` for one's own session by its id; `forbidden` when who asks may no more
 */
export async function revokeSessions(admin: Admin, asked: Revocation): Promise<Revoked> {
  if (asked.sessionIds?.includes(admin.sessionId)) throw new AppError("conflict", { reason: "self" });
  await flushContact(currentLimits()).catch(() => {}); // who was active all along is not passed over
  const chosen = await prisma.$queryRaw<Chosen[]>(Prisma.sql`
    SELECT s.id AS "sessionId", s.user_id AS "userId" FROM ${chosenBy(asked, await databaseNow())}
    ORDER BY s.user_id, s.id LIMIT ${MAX_SESSIONS + 1}`);
  const slices: Slice[] = [];
  for (let from = 0; from < Math.min(chosen.length, MAX_SESSIONS); from += SLICE)
    slices.push(sliceOf(chosen.slice(from, from + SLICE)));
  if (asked.userIds) slices.push({ userIds: asked.userIds }); // and what people who were named have opened meanwhile
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

/** Whose sessions a filter would end at this moment; the one that asks is none of them. */
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
        FROM chosen GROUP BY id, name, username ORDER BY name, id LIMIT ${SHOWN}
      ) AS whom
    FROM chosen`);
  return preview;
}

/**
 * Open sessions `s` of people `u`, few beside the people: search and filter are asked of those who are here. Who is named ends also when their limits
 * seem to have passed: contact that has not been written yet may say otherwise.
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
