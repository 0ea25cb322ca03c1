import { type Prisma, prisma } from "@/lib/db/client";
import type { SessionRow } from "@/lib/sessions/active-users";
import { presenceAt } from "@/lib/sessions/presence";
import { readDevice } from "@/lib/sessions/read-device";

const SESSION_COLUMNS = {
  id: true,
  loginTime: true,
  logoutTime: true,
  lastContactAt: true,
  lastActivityAt: true,
  ipAddress: true,
  userAgent: true,
  endReason: true,
  user: { select: { id: true, username: true, name: true, role: true } },
} satisfies Prisma.UserSessionSelect;

type SessionRecord = Prisma.UserSessionGetPayload<{ select: typeof SESSION_COLUMNS }>;

interface Slice {
  limit: number;
  offset: number;
}

/** Open sessions, newest first. */
export async function listOpen(now: Date, { limit, offset }: Slice): Promise<SessionRow[]> {
  const records = await prisma.userSession.findMany({
    where: { logoutTime: null },
    orderBy: [{ loginTime: "desc" }, { id: "desc" }],
    take: limit,
    skip: offset,
    select: SESSION_COLUMNS,
  });
  return records.map((record) => toSessionRow(record, now));
}

/** Ended sessions, the latest ending first. */
export async function listRecentlyEnded(now: Date, limit: number): Promise<SessionRow[]> {
  const records = await prisma.userSession.findMany({
    where: { logoutTime: { not: null } },
    orderBy: [{ logoutTime: "desc" }, { id: "desc" }],
    take: limit,
    select: SESSION_COLUMNS,
  });
  return records.map((record) => toSessionRow(record, now));
}

/** One person's sessions, open or ended, newest first. */
export async function listOfUser(userId: string, now: Date, { limit, offset }: Slice): Promise<SessionRow[]> {
  const records = await prisma.userSession.findMany({
    where: { userId },
    orderBy: [{ loginTime: "desc" }, { id: "desc" }],
    take: limit,
    skip: offset,
    select: SESSION_COLUMNS,
  });
  return records.map((record) => toSessionRow(record, now));
}

function toSessionRow({ id: sessionId, user, ...session }: SessionRecord, now: Date): SessionRow {
  return {
    sessionId,
    userId: user.id,
    username: user.username,
    name: user.name,
    role: user.role,
    status: presenceAt(session, now),
    loginTime: session.loginTime.toISOString(),
    logoutTime: session.logoutTime?.toISOString() ?? null,
    lastContactAt: session.lastContactAt.toISOString(),
    lastActivityAt: session.lastActivityAt.toISOString(),
    ipAddress: session.ipAddress,
    userAgent: session.userAgent,
    device: readDevice(session.userAgent),
    endReason: session.endReason,
  };
}
