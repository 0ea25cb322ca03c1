import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { expect } from "./fixtures";

/** Longer than the pause between two writes of contact. */
const LONGER_THAN_A_WRITE = { timeout: 10_000 };

/** The times that the database knows of a session. */
export function timesOf(id: string) {
  return prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { loginTime: true, lastContactAt: true, lastActivityAt: true, logoutTime: true, endReason: true },
  });
}

/** The open session of somebody who has one. */
export async function openSessionIdOf(username: string): Promise<string> {
  const where = { user: { username }, logoutTime: null };
  return (await prisma.userSession.findFirstOrThrow({ where, select: { id: true } })).id;
}

/** Moves a session's times into the past, so that nobody waits for a rule of the clock: minutes before now. */
export async function backdateSession(
  id: string,
  ago: { login: number; activity: number; contact: number },
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE user_session SET
      login_time = date_trunc('milliseconds', now()) - ${ago.login} * interval '1 min',
      last_activity_at = date_trunc('milliseconds', now()) - ${ago.activity} * interval '1 min',
      last_contact_at = date_trunc('milliseconds', now()) - ${ago.contact} * interval '1 min'
    WHERE id = ${id}::uuid`;
}

/** What other tests left open would push older sessions off the pages. */
export async function endEverySession(): Promise<void> {
  await prisma.$executeRaw`
    UPDATE user_session SET logout_time = login_time, is_active = false, end_reason = 'REVOKED'
    WHERE logout_time IS NULL`;
}

/** Has something said of a session, and waits until it is written: what waits would undo what a test writes after it. */
export async function settle<T>(id: string, say: () => Promise<T>): Promise<T> {
  const before = await databaseNow();
  const said = await say();
  await expectWritten(id, "lastContactAt", before);
  return said;
}

export async function expectWritten(
  id: string,
  what: "lastContactAt" | "lastActivityAt",
  since: Date,
): Promise<void> {
  await expect
    .poll(async () => (await timesOf(id))[what].getTime(), LONGER_THAN_A_WRITE)
    .toBeGreaterThan(since.getTime());
}

/** `11/11/2025 14:32:15` where the organisation is, worked out without the product's own formatter. */
export function inHaiti(at: Date): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "America/Port-au-Prince",
    dateStyle: "short",
    timeStyle: "medium",
  }).format(at);
  return parts.replace(",", "");
}
