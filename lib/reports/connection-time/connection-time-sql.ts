import { Prisma } from "@/lib/db/client";
import {
  connectionIntervals,
  type TimeWindow,
  type UserScope,
} from "@/lib/reports/connection-time/connection-intervals";
import type { ConnectionTimeView, TimeSort } from "@/lib/reports/connection-time/connection-time";
import type { SessionLimits } from "@/lib/sessions/limits";

/** The window of a query and its days. PostgreSQL numbers the days from 1. */
export interface QueryWindow extends TimeWindow {
  /** The start of each day, then the end of the last one: one more than there are days. */
  bounds: Date[];
  /** The bucket of each day, numbered from 0. */
  bucketOfDay: number[];
}

interface ReportQuery {
  of: ConnectionTimeView["of"];
  scope: UserScope;
  queryWindow: QueryWindow;
  limits: SessionLimits;
}

/**
 * Selects the rows of one page, each together with the totals. Without any row it returns one row with the
 * totals alone, whose `bucket` is null. A page beyond the last one is the last one.
 */
export function pageQuery(
  query: ReportQuery,
  { sort, page, pageSize }: Pick<ConnectionTimeView, "sort" | "page" | "pageSize">,
) {
  return Prisma.sql`
    WITH ${figures(query)}
    SELECT total.*, result.* FROM total LEFT JOIN (
      SELECT * FROM result ORDER BY ${orderOf(sort)}
      LIMIT ${pageSize} OFFSET (SELECT GREATEST(0, LEAST(${page}, ceil("allRows"::float8 / ${pageSize})) - 1)::int * ${pageSize} FROM total)
    ) AS result ON true ORDER BY ${orderOf(sort)}`;
}

/** Selects all rows by name, the newest bucket of each user first. For few users at once. */
export function rowsQuery(query: ReportQuery): Prisma.Sql {
  return Prisma.sql`WITH ${figures(query)} SELECT * FROM result ORDER BY ${orderOf("name")}`;
}

/** Selects the totals of all rows: one row. */
export function totalsQuery(query: ReportQuery): Prisma.Sql {
  return Prisma.sql`WITH ${figures(query)} SELECT * FROM total`;
}

/**
 * Returns the CTEs of the report; `result` has its rows, and `total` their totals. All instants are
 * milliseconds since 1970.
 *
 * An example with three sessions of one user, of which A and B overlap, and C lasts past midnight:
 *
 *                  Tuesday                         Wednesday
 *                  08  10  12  14  16  18  20  22  00  02
 *      session A   |=======|                       :
 *      session B       |=======|                   :
 *      session C                       |===========:===|
 *
 *      day part    |---A---|                       :
 *      day part        |---B---|                   :
 *      day parts                       |-----C-----|-C-|
 *
 *      merged      |---A---|-B-|       |-----C-----|-C-|
 *      gap                     |<----->|           :
 *
 * The CTEs, in order:
 * 1. `calendar`: one row with three arrays: the bounds of the days, the bucket of each day, the numbers of
 *    the days.
 * 2. `connected`: the sessions as intervals (`connectionIntervals`).
 * 3. `dated`: adds the number of the day on which a session began (0: before the first day), and of the day
 *    on which it ended, at most the last day. An end at midnight belongs to the day that ends there, hence
 *    `ended - 1`. A session without length ends on the day on which it began.
 * 4. `daily`: repeats each session for each of its days; one that ended before the first day has none, and is
 *    dropped. It slices an array, because for `generate_series` the planner would expect a thousand days per
 *    session.
 * 5. `day_part`: cuts each session at the bounds of the day. `goes_on` marks a part that continues an earlier
 *    part. Only the part that contains the end of a session can be `open` or `lost`.
 * 6. `ordered_part`: adds `latest`, the latest end among the parts of the same user and day that began
 *    earlier. It is null for the first part. In the example it is 12 for B and 14 for C on Tuesday.
 * 7. `figure`: one row per user and bucket. `union_ms` is the merged time: each part adds only its time after
 *    `latest`, so that overlaps count once (4 h + 2 h + 6 h on Tuesday). A part that begins after `latest`
 *    leaves a gap (4 h before C). A night is no gap, because `latest` starts anew on each day. `begun` counts
 *    the sessions whose first part lies in the bucket; `sessions` also counts those that continue from an
 *    earlier bucket, so that C counts in the bucket of each day. `last_known` is the latest end that is not a
 *    last contact.
 * 8. `result`: the rows of users, or their sums per role.
 * 9. `total`: the sums of all figures. It adds up `begun` and not `sessions`, so that C counts once.
 *
 * PostgreSQL's range types could merge the intervals, too. But a range without length is empty and would
 * vanish, while a session without length counts as a session.
 */
function figures({ of, scope, queryWindow, limits }: ReportQuery): Prisma.Sql {
  const { bounds, bucketOfDay, now } = queryWindow;
  const nowMs = Prisma.sql`${now.getTime()}::float8`;
  return Prisma.sql`calendar AS MATERIALIZED (
      SELECT ${bounds.map((at) => at.getTime())}::float8[] AS bounds, ${bucketOfDay}::int[] AS buckets,
        ${bucketOfDay.map((_, index) => index + 1)}::int[] AS days
    ), connected AS (${connectionIntervals(scope, queryWindow, limits)}), dated AS (
      SELECT *, width_bucket(began, ${BOUNDS}) AS began_on,
        LEAST(${bucketOfDay.length}, GREATEST(width_bucket(began, ${BOUNDS}), width_bucket(ended - 1, ${BOUNDS}))) AS ended_on
      FROM connected
    ), daily AS (
      SELECT *, unnest((SELECT days FROM calendar)[GREATEST(1, began_on):ended_on]) AS day FROM dated
    ), day_part AS (
      SELECT user_id, day, ${BUCKETS}[day] AS bucket, day > GREATEST(1, began_on) AS goes_on,
        GREATEST(began, ${BOUNDS}[day]) AS began, LEAST(ended, ${BOUNDS}[day + 1]) AS ended,
        open AND ${nowMs} < ${BOUNDS}[day + 1] AS open, lost AND ended <= ${BOUNDS}[day + 1] AS lost
      FROM daily
    ), ordered_part AS (
      SELECT *, max(ended) OVER (
        PARTITION BY user_id, bucket, day ORDER BY began ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ) AS latest
      FROM day_part
    ), figure AS MATERIALIZED (
      SELECT user_id, bucket, min(began) AS first_in, max(ended) AS last_out, bool_or(open) AS open, bool_or(lost) AS lost,
        max(ended) FILTER (WHERE NOT lost) AS last_known, sum(GREATEST(0, ended - GREATEST(began, latest))) AS union_ms,
        GREATEST(0, max(began - latest)) AS gap, count(*) FILTER (WHERE NOT goes_on) AS begun,
        count(*) FILTER (WHERE NOT goes_on OR ${BUCKETS}[day - 1] <> bucket) AS sessions
      FROM ordered_part GROUP BY user_id, bucket
    ), result AS (${of === "person" ? PERSON_ROWS : ROLE_ROWS}), total AS (
      SELECT (SELECT count(*) FROM result)::int AS "allRows", count(DISTINCT user_id)::int AS "allPeople",
        COALESCE(sum(union_ms), 0) AS "allMs", COALESCE(sum(begun), 0)::int AS "allSessions", COALESCE(bool_or(lost), false) AS "allLost"
      FROM figure
    )`;
}

const BOUNDS = Prisma.sql`(SELECT bounds FROM calendar)`;
const BUCKETS = Prisma.sql`(SELECT buckets FROM calendar)`;

const PERSON_ROWS = Prisma.sql`
  SELECT f.bucket, u.id AS "userId", u.username, u.name, u.role, 1 AS people, f.first_in AS "firstIn", f.last_out AS "lastOut", f.open,
    f.lost, COALESCE(f.last_known < f.last_out, true) AS "lastLost", f.union_ms AS "totalMs", f.gap AS "gapMs", f.sessions::int
  FROM figure AS f JOIN app_user AS u ON u.id = f.user_id`;

const ROLE_ROWS = Prisma.sql`
  SELECT f.bucket, NULL::uuid AS "userId", NULL AS username, u.role::text AS name, u.role, count(*)::int AS people,
    min(f.first_in) AS "firstIn", max(f.last_out) AS "lastOut", bool_or(f.open) AS open, bool_or(f.lost) AS lost,
    COALESCE(max(f.last_known) < max(f.last_out), true) AS "lastLost", sum(f.union_ms) AS "totalMs", 0::float8 AS "gapMs",
    sum(f.sessions)::int AS sessions
  FROM figure AS f JOIN app_user AS u ON u.id = f.user_id GROUP BY u.role, f.bucket`;

/**
 * Returns the ORDER BY of a sort. Equal rows follow by name, and of one user the newest bucket comes first.
 */
function orderOf(sort: TimeSort): Prisma.Sql {
  const direction = sort.startsWith("-") ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const column = COLUMNS[sort.replace(/^-/, "")];
  const byName = (direction: Prisma.Sql) =>
    Prisma.sql`result.name ${direction}, result."userId" ${direction}, result.bucket DESC`;
  return column ? Prisma.sql`${column} ${direction}, ${byName(Prisma.sql`ASC`)}` : byName(direction);
}

const COLUMNS: Record<string, Prisma.Sql> = {
  day: Prisma.sql`result.bucket`,
  total: Prisma.sql`result."totalMs"`,
  gap: Prisma.sql`result."gapMs"`,
  sessions: Prisma.sql`result.sessions`,
  firstIn: Prisma.sql`result."firstIn"`,
  lastOut: Prisma.sql`CASE WHEN result.open THEN 'infinity'::float8 ELSE result."lastOut" END`,
};
