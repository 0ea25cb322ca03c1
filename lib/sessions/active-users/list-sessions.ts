import { toLocalIso } from "@/lib/calendar/local-iso";
import { Prisma, prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { SessionLimits } from "@/lib/sessions/limits";
import { networkOf } from "@/lib/sessions/network";
import { isOpen, limitEndSql, openWhere } from "@/lib/sessions/presence-sql";
import { readDevice } from "@/lib/sessions/read-device";
import { sessionAsOf } from "@/lib/sessions/session-as-of";
import type { SessionRow } from "@/lib/sessions/session-row";

/** Columns that {@link toSessionRow} needs. */
export const SESSION_COLUMNS = {
  id: true,
  loginTime: true,
  logoutTime: true,
  lastContactAt: true,
  lastActivityAt: true,
  ipAddress: true,
  userAgent: true,
  anonymisedAt: true,
  endReason: true,
  endNote: true,
  endedBy: { select: { name: true } },
  user: { select: { id: true, username: true, name: true, role: true } },
} satisfies Prisma.UserSessionSelect;

type SessionRecord = Prisma.UserSessionGetPayload<{ select: typeof SESSION_COLUMNS }>;

interface Slice {
  limit: number;
  offset: number;
}

/** Lists open sessions, newest first. A session past its limits is not open. */
export async function listOpenSessions(
  { limit, offset }: Slice,
  limits: SessionLimits,
  now: Date,
): Promise<SessionRow[]> {
  const records = await prisma.userSession.findMany({
    where: openWhere(now, limits),
    orderBy: [{ loginTime: "desc" }, { id: "desc" }],
    take: limit,
    skip: offset,
    select: SESSION_COLUMNS,
  });
  return records.map((record) => toSessionRow(record, limits, now));
}

/**
 * Lists ended sessions, latest ending first, including sessions past their limits whose end is not written
 * yet.
 */
export async function listRecentlyEndedSessions(
  limit: number,
  limits: SessionLimits,
  now: Date,
): Promise<SessionRow[]> {
  const ended = await prisma.$queryRaw<{ id: string }[]>(Prisma.sql`
    (SELECT s.id, s.logout_time FROM user_session AS s
      WHERE s.logout_time IS NOT NULL ORDER BY s.logout_time DESC, s.id DESC LIMIT ${limit})
    UNION ALL
    (SELECT s.id, silent.logout_time FROM user_session AS s CROSS JOIN ${limitEndSql(limits)} AS silent
      WHERE s.logout_time IS NULL AND NOT ${isOpen(now, limits)} ORDER BY silent.logout_time DESC, s.id DESC LIMIT ${limit})
    ORDER BY logout_time DESC, id DESC LIMIT ${limit}`);
  const records = await prisma.userSession.findMany({
    where: { id: { in: ended.map(({ id }) => id) } },
    take: limit,
    select: SESSION_COLUMNS,
  });
  const byId = new Map(records.map((record) => [record.id, record]));
  return ended.flatMap(({ id }) => {
    const record = byId.get(id);
    return record ? [toSessionRow(record, limits, now)] : [];
  });
}

/** Lists the sessions of one user, open or ended, newest first. */
export async function listSessionsOfUser(
  userId: string,
  { limit, offset }: Slice,
  limits: SessionLimits,
  now: Date,
): Promise<SessionRow[]> {
  const records = await prisma.userSession.findMany({
    where: { userId },
    orderBy: [{ loginTime: "desc" }, { id: "desc" }],
    take: limit,
    skip: offset,
    select: SESSION_COLUMNS,
  });
  return records.map((record) => toSessionRow(record, limits, now));
}

/**
 * Converts a stored session to a row, with its state at `now`: a session past its limits is shown as ended.
 */
export function toSessionRow(
  { id: sessionId, user, endedBy, ...session }: SessionRecord,
  limits: SessionLimits,
  now: Date,
): SessionRow {
  const { status, logoutTime, endReason } = sessionAsOf(session, limits, now);
  const { timeZone } = env();
  return {
    sessionId,
    userId: user.id,
    username: user.username,
    name: user.name,
    role: user.role,
    status,
    loginTime: toLocalIso(session.loginTime, timeZone),
    logoutTime: logoutTime && toLocalIso(logoutTime, timeZone),
    lastContactAt: toLocalIso(session.lastContactAt, timeZone),
    lastActivityAt: toLocalIso(session.lastActivityAt, timeZone),
    ipAddress: session.ipAddress,
    network: networkOf(session.ipAddress),
    userAgent: session.userAgent,
    device: readDevice(session.userAgent),
    anonymised: session.anonymisedAt !== null,
    endReason,
    revokedBy: endReason === "REVOKED" ? (endedBy?.name ?? null) : null,
    endNote: session.endNote,
  };
}
