import { Prisma } from "@/lib/db/client";
import type { HourBounds } from "@/lib/reports/connection-time/connection-calendar";
import {
  connectionIntervals,
  type TimeWindow,
  type UserScope,
} from "@/lib/reports/connection-time/connection-intervals";
import type { SessionLimits } from "@/lib/sessions/limits";

/**
 * Person-time for each hour of the week, those without any left out. Each person's time, once however many their sessions, begins and ends in some hour: a
 * beginning adds what is left of that hour and the whole of every later one, an end takes the same away. So what a query costs depends on how
 * many sessions there are, not on how many hours each lasted.
 */
export function heatQuery(
  scope: UserScope,
  { bounds, hours }: HourBounds,
  window: TimeWindow,
  limits: SessionLimits,
): Prisma.Sql {
  const begins = Prisma.sql`(SELECT begins FROM calendar)`;
  return Prisma.sql`
    WITH calendar AS MATERIALIZED (SELECT ${bounds.map((at) => at.getTime())}::float8[] AS begins),
    connected AS (${connectionIntervals(scope, window, limits)}), merged AS (
      SELECT GREATEST(began, ${window.from.getTime()}::float8,
        max(ended) OVER (PARTITION BY user_id ORDER BY began ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS began,
        ended
      FROM connected
    ), merged_in_hours AS (
      SELECT began, ended, width_bucket(began, ${begins}) AS began_in, width_bucket(ended, ${begins}) AS ended_in
      FROM merged WHERE began < ended
    ), edge AS (
      SELECT COALESCE(began_in, ended_in) AS hour, began_in IS NOT NULL AS begins, count(*) AS people,
        sum(${begins}[began_in + 1] - began) AS left_of_began, sum(${begins}[ended_in + 1] - ended) AS left_of_ended
      FROM merged_in_hours GROUP BY GROUPING SETS ((began_in), (ended_in))
    ), change AS (
      SELECT hour, sum(CASE WHEN begins THEN people ELSE -people END) AS people,
        sum(CASE WHEN begins THEN left_of_began ELSE -left_of_ended END) AS ms
      FROM edge GROUP BY hour
    ), hour_of_week AS (
      SELECT of_week, COALESCE(ms, 0) + (${begins}[hour + 1] - ${begins}[hour])
        * COALESCE(sum(people) OVER (ORDER BY hour ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS ms
      FROM unnest(${hours}::int[]) WITH ORDINALITY AS t (of_week, hour) LEFT JOIN change USING (hour)
    )
    SELECT of_week AS "hourOfWeek", sum(ms) AS "personMs" FROM hour_of_week GROUP BY of_week ORDER BY of_week`;
}
