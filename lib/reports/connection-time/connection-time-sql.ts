import { Prisma } from "@/lib/db/client";
import {
  connectionIntervals,
  type TimeWindow,
  type UserScope,
} from "@/lib/reports/connection-time/connection-intervals";
import type { ConnectionTimeView, TimeSort } from "@/lib/reports/connection-time/connection-time";
import type { SessionLimits } from "@/lib/sessions/limits";

/** What a query is about: days by their number from 1, each in a bucket. */
export interface QueryWindow extends TimeWindow {
  bounds: Date[];
  bucketOfDay: number[];
}

interface Asked {
  of: ConnectionTimeView["of"];
  scope: UserScope;
  queryWindow: QueryWindow;
  limits: SessionLimits;
}

/** The page's rows, each beside the totals; one row of totals alone where there is no other. A page beyond the last is the last. */
export function pageQuery(
  asked: Asked,
  { sort, page, pageSize }: Pick<ConnectionTimeView, "sort" | "page" | "pageSize">,
) {
  return Prisma.sql`
    WITH ${figures(asked)}
    SELECT total.*, result.* FROM total LEFT JOIN (
      SELECT * FROM result ORDER BY ${orderOf(sort)}
      LIMIT ${pageSize} OFFSET (SELECT GREATEST(0, LEAST(${page}, ceil("allRows"::float8 / ${pageSize})) - 1)::int * ${pageSize} FROM total)
    ) AS result ON true ORDER BY ${orderOf(sort)}`;
}

/** Every row, by person and day: for few people at once. */
export function rowsQuery(asked: Asked): Prisma.Sql {
  return Prisma.sql`WITH ${figures(asked)} SELECT * FROM result ORDER BY ${orderOf("name")}`;
}

export function totalsQuery(asked: Asked): Prisma.Sql {
  return Prisma.sql`WITH ${figures(asked)} SELECT * FROM total`;
}

/**
 * The CTEs `result` and `total`. Each session is cut at the ends of its days. In the order in which they began, a day_part adds what lies after the
 * latest end before it, so that what is at the same time counts once; what lies between them is a gap. Ranges would say the same, but those of
 * no length, which are sessions too, are lost in them.
 */
function figures({ of, scope, queryWindow, limits }: Asked): Prisma.Sql {
  const { bounds, bucketOfDay, now } = queryWindow;
  const nowMs = Prisma.sql`${now.getTime()}::float8`;
  return Prisma.sql`calendar AS MATERIALIZED (
      SELECT ${bounds.map((at) => at.getTime())}::float8[] AS bounds, ${bucketOfDay}::int[] AS buckets,
        ${bucketOfDay.map((_, index) => index + 1)}::int[] AS days
    ), connected AS (${connectionIntervals(scope, queryWindow, limits)}), dated AS (
      SELECT *, width_bucket(began, ${BOUNDS}) AS began_on,
        LEAST(${bucketOfDay.length}, GREATEST(width_bucket(began, ${BOUNDS}), width_bucket(ended - 1, ${BOUNDS}))) AS ended_on
      FROM connected
    ), daily AS ( -- of a series PostgreSQL expects a thousand days each
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

/** Rows that are equal by it are in the order of their names, and of a person the newest comes first. */
function orderOf(sort: TimeSort): Prisma.Sql {
  const direction = sort.startsWith("-") ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const column = COLUMNS[sort.replace(/^-/, "")];
  const name = (way: Prisma.Sql) =>
    Prisma.sql`result.name ${way}, result."userId" ${way}, result.bucket DESC`;
  return column ? Prisma.sql`${column} ${direction}, ${name(Prisma.sql`ASC`)}` : name(direction);
}

const COLUMNS: Record<string, Prisma.Sql> = {
  day: Prisma.sql`result.bucket`,
  total: Prisma.sql`result."totalMs"`,
  gap: Prisma.sql`result."gapMs"`,
  sessions: Prisma.sql`result.sessions`,
  firstIn: Prisma.sql`result."firstIn"`,
  lastOut: Prisma.sql`CASE WHEN result.open THEN 'infinity'::float8 ELSE result."lastOut" END`,
};
