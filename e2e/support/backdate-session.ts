import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { expect } from "./fixtures";

/** Longer than the interval between two writes of contact. */
const LONGER_THAN_A_WRITE = { timeout: 10_000 };

/** Reads the times of a session, and its end reason, from the database. */
export function timesOf(id: string) {
  return prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { loginTime: true, lastContactAt: true, lastActivityAt: true, logoutTime: true, endReason: true },
  });
}

/**
 * Returns the id of an open session of the user.
 *
 * @throws when the user has none
 */
export async function openSessionIdOf(username: string): Promise<string> {
  const where = { user: { username }, logoutTime: null };
  return (await prisma.userSession.findFirstOrThrow({ where, select: { id: true } })).id;
}

/**
 * Moves the times of a session into the past, so that no test waits for a time limit.
 *
 * @param ago - minutes before now
 */
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

/** Ends all open sessions, because those of other tests would push older sessions off the pages. */
export async function endEverySession(): Promise<void> {
  await prisma.$executeRaw`
    UPDATE user_session SET logout_time = login_time, is_active = false, end_reason = 'REVOKED'
    WHERE logout_time IS NULL`;
}

/**
 * Runs `act`, which reports contact of the session, and waits until that contact is written. Pending contact
 * would otherwise overwrite the times that the test writes next.
 *
 * @returns the result of `act`
 */
export async function settle<T>(id: string, act: () => Promise<T>): Promise<T> {
  const before = await databaseNow();
  const result = await act();
  await expectWritten(id, "lastContactAt", before);
  return result;
}

/** Waits until the session's time is later than `since` in the database. */
export async function expectWritten(
  id: string,
  field: "lastContactAt" | "lastActivityAt",
  since: Date,
): Promise<void> {
  await expect
    .poll(async () => (await timesOf(id))[field].getTime(), LONGER_THAN_A_WRITE)
    .toBeGreaterThan(since.getTime());
}

/** Formats a time of Haiti as `11/11/2025 14:32:15`, without the product's own formatter. */
export function inHaiti(at: Date): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "America/Port-au-Prince",
    dateStyle: "short",
    timeStyle: "medium",
  }).format(at);
  return parts.replace(",", "");
}
