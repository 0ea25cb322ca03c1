import { Prisma } from "@/lib/db/client";
import type { HourBounds } from "@/lib/reports/connection-time/connection-calendar";
import {
  connectionIntervals,
  type TimeWindow,
  type UserScope,
} from "@/lib/reports/connection-time/connection-intervals";
import type { SessionLimits } from "@/lib/sessions/limits";

/**
 * Selects the person-time in each hour of the week, in milliseconds: the connected time of all users, where
 * overlapping sessions of one user count once. An hour of the week that does not lie in the period has no
 * row.
 *
 * The query never expands a session into its hours. A beginning adds the rest of its hour and all of every
 * later hour; an end subtracts the same. So the cost depends on the number of sessions, not on their length.
 *
 * An example with two sessions of one user, 08:30–09:30 and 09:00–10:30:
 *
 *                           08      09      10      11      12
 *      session A            :   |=======|   :       :       :
 *      session B            :       |===========|   :       :
 *      merged               :   |---A---|---B---|   :       :
 *
 *      A begins, 08:30      :   |+++++++++++++++++++++++++++> and so on
 *      A ends, 09:30        :       :   |-------------------> and so on
 *      B begins, 09:30      :       :   |+++++++++++++++++++> and so on
 *      B ends, 10:30        :       :       :   |-----------> and so on
 *
 *      change, people           +1    -1 +1    -1       0
 *      change, minutes         +30   -30 +30  -30       0
 *      people before             0       1      1       0
 *      person-minutes           30      60     30       0
 *
 * The CTEs, in order:
 * 1. `calendar`: one row with an array: the start of each hour, then the end of the last one.
 * 2. `connected`: the sessions as intervals (`connectionIntervals`).
 * 3. `merged`: moves the beginning of each session to the latest end of the user's earlier sessions, and to
 *    the start of the window. When nothing is left, `began` is not before `ended`, and step 4 drops the row.
 * 4. `merged_in_hours`: adds the numbers of the hours (from 1) in which an interval begins and ends.
 * 5. `edge`: per hour, once for its beginnings and once for its ends: how many there are, and the sum of the
 *    time that is left of the hour at each of them. GROUPING SETS reads the intervals once for both.
 * 6. `change`: per hour, beginnings minus ends: the change of the number of people, and the change of
 *    person-time within the hour itself.
 * 7. `hour_of_week`: per hour of the period: its own change of person-time, plus its length times the people
 *    from before, which is the sum of the changes in all earlier hours. An end after the period falls into an
 *    hour that is not in `hours`, and is dropped here.
 * The last SELECT adds up the hours of the period that are the same hour of the week.
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
