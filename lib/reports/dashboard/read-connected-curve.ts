import { toLocalIso } from "@/lib/calendar/local-iso";
import { Prisma, prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { Dashboard } from "@/lib/reports/dashboard/dashboard";
import type { SessionLimits } from "@/lib/sessions/limits";
import { limitEndSql } from "@/lib/sessions/presence-sql";

/** A quarter of an hour: in every zone midnights and full hours fall on one. */
const STEP_MS = 15 * 60_000;
const STEPS = 96;

/** Counts the people who were connected at each quarter of an hour of the last 24 hours. */
export async function readConnectedCurve(limits: SessionLimits, now: Date): Promise<Dashboard["lastDay"]> {
  const latest = Math.floor(now.getTime() / STEP_MS) * STEP_MS;
  const from = new Date(latest - STEPS * STEP_MS);
  const points = await prisma.$queryRaw<{ people: number }[]>(connectedAtSteps(from, limits, now));
  return {
    from: toLocalIso(from, env().timeZone),
    stepMs: STEP_MS,
    people: points.map(({ people }) => people),
  };
}

/**
 * Selects one row per step: how many people were connected then. A session counts from its login on, and no
 * longer at its end. `connection` selects the sessions. `step_range` converts each to the range of steps that
 * it covers, and merges the ranges of each user. `change` counts how many ranges begin and end at each step;
 * their running sum is the result. The query finds ended sessions by the index of endings and open ones by
 * their own index, so that older sessions are never read.
 */
export function connectedAtSteps(from: Date, limits: SessionLimits, now: Date): Prisma.Sql {
  const afterLast = new Date(from.getTime() + (STEPS + 1) * STEP_MS);
  const stepAt = (instant: Prisma.Sql) =>
    Prisma.sql`LEAST(${STEPS + 1}, GREATEST(0, ceil(date_part('epoch', ${instant} - ${from}::timestamptz) * 1000 / ${STEP_MS})))::int`;
  return Prisma.sql`
    WITH connection AS (
      SELECT s.user_id, s.login_time AS began, s.logout_time AS ended
      FROM user_session AS s WHERE s.logout_time > ${from}
      UNION ALL
      SELECT s.user_id, s.login_time, CASE WHEN silent.due_at > ${now} THEN ${afterLast} ELSE silent.logout_time END
      FROM user_session AS s CROSS JOIN ${limitEndSql(limits)} AS silent
      WHERE s.logout_time IS NULL
    ), step_range AS (
      SELECT unnest(range_agg(int4range(${stepAt(Prisma.sql`began`)}, ${stepAt(Prisma.sql`ended`)}))) AS steps
      FROM connection GROUP BY user_id
    ), change AS (
      SELECT step, sum(people) AS people FROM (
        SELECT lower(steps) AS step, 1 AS people FROM step_range
        UNION ALL
        SELECT upper(steps), -1 FROM step_range
      ) AS each GROUP BY step
    )
    SELECT sum(COALESCE(change.people, 0)) OVER (ORDER BY step)::int AS people
    FROM generate_series(0, ${STEPS}) AS step LEFT JOIN change USING (step) ORDER BY step`;
}
