import type { ActivityEvent } from "@/lib/activity/events";
import { recordActivity } from "@/lib/activity/record";
import { tryLock } from "@/lib/db/advisory-locks";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import type { RefusalKind } from "@/lib/refusals/write-refusals";
import type { System } from "@/lib/viewer";

const QUARTER_MS = 15 * 60_000;
/** Instances still write the refusals of a quarter for seconds after its end. */
const SETTLED_AFTER_MS = 60_000;
/** Rows with networks are personal data, and serve only to look at an attack while it is recent. */
const KEPT_HOURS = 48;
/** Rows that one call deletes at most. */
const CLEARED_AT_ONCE = 5_000;
/**
 * Events of one kind for a quarter of an hour. Further users share one more event, so that an attack on every
 * account does not fill the record.
 */
const MAX_EVENTS = 50;

interface RefusedUser {
  kind: RefusalKind;
  userId: string | null;
  refusals: number;
  networks: number;
  known: number;
}

/**
 * Records the refused attempts of quarters of an hour that are over, one event for each user, and deletes
 * counts that are older than 48 hours. Every instance may call it at any time: an advisory lock lets one
 * work.
 *
 * @param now - by the database's clock
 */
export async function recordRefusals(_system: System, now: Date): Promise<void> {
  await prisma.$transaction(async (tx) => {
    if (!(await tryLock(tx, "refusals"))) return;
    const quarter = await findUnrecordedQuarter(tx, new Date(now.getTime() - SETTLED_AFTER_MS));
    if (quarter) await recordActivity(tx, ...eventsOf(quarter, await takeRefusals(tx, quarter)));
    await tx.$executeRaw(Prisma.sql`
      DELETE FROM refusal WHERE id IN (
        SELECT id FROM refusal WHERE quarter < ${now}::timestamptz - ${KEPT_HOURS} * interval '1 hour' AND recorded
        ORDER BY quarter LIMIT ${CLEARED_AT_ONCE}
      )`);
  });
}

/**
 * Finds the oldest quarter that was over at `settled` and has refusals without an event; null when none
 * has.
 */
async function findUnrecordedQuarter(tx: Transaction, settled: Date): Promise<Date | null> {
  const oldest = await tx.refusal.findFirst({
    where: { recorded: false, quarter: { lte: new Date(settled.getTime() - QUARTER_MS) } },
    orderBy: { quarter: "asc" },
    select: { quarter: true },
  });
  return oldest?.quarter ?? null;
}

function takeRefusals(tx: Transaction, quarter: Date): Promise<RefusedUser[]> {
  return tx.$queryRaw<RefusedUser[]>(Prisma.sql`
    WITH taken AS (
      UPDATE refusal SET recorded = true WHERE quarter = ${quarter} AND NOT recorded
      RETURNING kind, user_id, network, known, refusals
    )
    SELECT kind, user_id AS "userId", sum(refusals)::int AS refusals,
      count(DISTINCT network)::int AS networks, COALESCE(sum(refusals) FILTER (WHERE known), 0)::int AS known
    FROM taken GROUP BY kind, user_id ORDER BY sum(refusals) DESC, user_id`);
}

const TYPE = { sign_in: "sign_in.refused", code: "code.refused", access: "access.refused" } as const;

function eventsOf(quarter: Date, refused: RefusedUser[]): ActivityEvent[] {
  const at = new Date(quarter.getTime() + QUARTER_MS);
  const kinds = [...new Set(refused.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const ofKind = refused.filter((one) => one.kind === kind);
    const named = ofKind.filter(({ userId }) => userId !== null).slice(0, MAX_EVENTS);
    const others = ofKind.filter((one) => !named.includes(one));
    const event = (userId: string | null, users: RefusedUser[]): ActivityEvent => ({
      type: TYPE[kind],
      at,
      // Access is refused to a user who is signed in. Other attempts are made on a user's account by anybody.
      actorId: kind === "access" ? userId : null,
      subjectId: kind === "access" ? null : userId,
      sessionId: null,
      data: {
        from: quarter.toISOString(),
        refusals: sum(users.map(({ refusals }) => refusals)),
        networks: sum(users.map(({ networks }) => networks)),
        known: sum(users.map(({ known }) => known)),
        otherUsers: userId ? 0 : users.filter((user) => user.userId).length,
      },
    });
    return [
      ...named.map((one) => event(one.userId, [one])),
      ...(others.length > 0 ? [event(null, others)] : []),
    ];
  });
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
