import { startOfDayAt } from "@/lib/calendar/zone-days";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { writeContacts } from "@/lib/sessions/contact/write-contacts";
import { endSession } from "@/lib/sessions/lifecycle/end-session";
import { openSession } from "@/lib/sessions/lifecycle/open-session";
import { hashSessionKey } from "@/lib/sessions/lifecycle/session-key";
import { expireSessions } from "@/lib/sessions/maintenance/expire-sessions";
import { deskOf } from "@/lib/simulator/desks";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAYS = 21;
/**
 * Hours after midnight: earliest arrival, latest departure, and the time of day at which the last day ends.
 * That end is the current moment.
 */
const FIRST_COMES = 7.75;
const LAST_GOES = 17;
const LAST_DAY_ENDS = 16.5;
/** Maximum number of users with a history: more than the sample accounts, few enough to write quickly. */
const MAX_USERS = 40;

interface Person {
  userId: string;
  passwordHash: string;
  /** Number of their desk. */
  desk: number;
}

/** One stay at a desk. It ends with a sign-out, or only with the browser. */
interface Stay {
  from: Date;
  to: Date;
  signsOut: boolean;
}

/**
 * Writes three weeks of office history up to `now`, with the product's own functions and the instants that
 * they would have seen. Users arrive, are active, and sign out or forget to; the product's limits end the
 * sessions that they leave open.
 *
 * @param random - from 0 up to 1
 * @returns the number of sessions written
 */
export async function writeHistory(now: Date, random: () => number = Math.random): Promise<number> {
  const people = await listStaff();
  let sessions = 0;
  for (const midnight of listMidnights(now)) {
    for (const person of people) {
      const stays = planDay(midnight, random).filter(({ to }) => to < now);
      for (const stay of stays) await writeStay(person, stay, now);
      sessions += stays.length;
    }
    const next = midnight.getTime() + 24 * HOUR_MS;
    await expireSessions(limits(), new Date(Math.min(next, now.getTime())));
  }
  return sessions;
}

/**
 * Returns the midnights of the working days of three weeks. The last one is shifted so that its day ends at
 * `now`, at any hour and on any weekday. Exported for its test.
 */
export function listMidnights(now: Date): Date[] {
  const last = new Date(now.getTime() - LAST_DAY_ENDS * HOUR_MS);
  const isOver = (midnight: Date) =>
    midnight.getTime() + (LAST_GOES - FIRST_COMES) * HOUR_MS <= last.getTime();
  const midnights = Array.from({ length: DAYS - 1 }, (_, n) =>
    startOfDayAt(new Date(now.getTime() - (DAYS - n) * 24 * HOUR_MS), env().timeZone),
  );
  return [...midnights.filter((midnight) => !isWeekend(midnight) && isOver(midnight)), last];
}

/**
 * Plans one day of a user: a morning and an afternoon. Some days are absences, some stays end without a
 * sign-out.
 */
function planDay(midnight: Date, random: () => number): Stay[] {
  if (random() < 0.12) return [];
  const at = (hours: number, spread: number) =>
    new Date(midnight.getTime() + (hours * 60 + random() * spread) * MINUTE_MS);
  return [
    { from: at(FIRST_COMES, 50), to: at(11.75, 40), signsOut: random() < 0.8 },
    { from: at(12.75, 30), to: at(LAST_GOES - 1.5, 90), signsOut: random() < 0.75 },
  ];
}

async function writeStay(
  { userId, passwordHash, desk }: Person,
  { from, to, signsOut }: Stay,
  now: Date,
): Promise<void> {
  const { address: ipAddress, agent: userAgent } = deskOf(desk);
  const opened = await prisma.$transaction((tx) =>
    openSession(tx, { userId, passwordHash, ipAddress, userAgent, at: from }),
  );
  if (!opened) throw new Error("a user of the demonstration could not sign in");
  // writeContacts takes instants of this process's monotonic clock.
  const ago = (at: Date) => performance.now() - (now.getTime() - at.getTime());
  const activity = { firstAt: ago(new Date(from.getTime() + MINUTE_MS)), lastAt: ago(to) };
  const sessionKey = hashSessionKey(opened.sessionKey);
  await writeContacts(
    [{ sessionKeyHash: sessionKey, contactAt: ago(to), activity, ipAddress, userAgent }],
    limits(),
  );
  if (!signsOut) return;
  const end = { reason: "SIGNED_OUT", at: to, actorId: userId } as const;
  await prisma.$transaction((tx) => endSession(tx, opened.sessionId, end));
}

function limits() {
  const { sessionIdleMs: idleMs, sessionMaxAgeMs: maxAgeMs } = env();
  return { idleMs, maxAgeMs };
}

async function listStaff(): Promise<Person[]> {
  const users = await prisma.user.findMany({
    // Without the `_test` accounts, so that some users have never signed in.
    where: { passwordHash: { not: null }, username: { not: { endsWith: "_test" } } },
    orderBy: { createdAt: "asc" },
    take: MAX_USERS,
    select: { id: true, passwordHash: true },
  });
  return users.flatMap(({ id: userId, passwordHash }, desk) =>
    passwordHash ? [{ userId, passwordHash, desk }] : [],
  );
}

function isWeekend(midnight: Date): boolean {
  const day = new Intl.DateTimeFormat("en", { timeZone: env().timeZone, weekday: "short" }).format(midnight);
  return day === "Sat" || day === "Sun";
}
