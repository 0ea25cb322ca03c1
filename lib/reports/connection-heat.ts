import { Prisma } from "@/lib/db/client";
import type { HourBounds } from "@/lib/reports/connection-calendar";
import { type Span, spells, type Whom } from "@/lib/reports/connection-spells";
import type { SessionLimits } from "@/lib/sessions/limits";

/**
 * Person-time for each hour of the week, those without any left out. Each person's time, once however many their sessions, begins and ends in some hour: a
 * beginning adds what is left of that hour and the whole of every later one, an end takes the same away. So what a query costs depends on how
 * many sessions there are, not on how many hours each lasted.
 */
export function heatQuery(
  whom: Whom,
  { bounds, hours }: HourBounds,
  span: Span,
  limits: SessionLimits,
): Prisma.Sql {
  const { from } = span;
  const begins = Prisma.sql`(SELECT begins FROM calendar)`;
  return Prisma.sql`
    WITH calendar AS MATERIALIZED (SELECT ${bounds}::timestamptz[] AS begins),
    spell AS (${spells(whom, span, limits)}), alone AS (
      SELECT GREATEST(began, ${from},
        max(ended) OVER (PARTITION BY user_id ORDER BY began ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS began,
        ended
      FROM spell
    ), change AS (
      SELECT width_bucket(at, ${begins}) AS hour, at, people
      FROM alone CROSS JOIN LATERAL (VALUES (began, 1), (ended, -1)) AS edge (at, people) WHERE began < ended
    ), changed AS (
      SELECT hour, sum(people) AS people, sum(people * date_part('epoch', ${begins}[hour + 1] - at)) AS seconds FROM change GROUP BY hour
    ), each AS (
      SELECT of_week, COALESCE(seconds, 0) + date_part('epoch', ${begins}[hour + 1] - ${begins}[hour])
        * COALESCE(sum(people) OVER (ORDER BY hour ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS seconds
      FROM unnest(${hours}::int[]) WITH ORDINALITY AS t (of_week, hour) LEFT JOIN changed USING (hour)
    )
    SELECT of_week AS "hourOfWeek", round(sum(seconds) * 1000)::float8 AS "personMs" FROM each GROUP BY of_week ORDER BY of_week`;
}
