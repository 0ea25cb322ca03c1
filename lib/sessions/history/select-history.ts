import { addDays, startOfDate } from "@/lib/calendar/zone-days";
import { Prisma } from "@/lib/db/client";
import type { KeysetKey, KeysetOrder } from "@/lib/db/keyset-page";
import { env } from "@/lib/env";
import type { HistoryFilter, HistorySort } from "@/lib/sessions/history/history-view";
import { LONGEST_SESSION_MS, type SessionLimits } from "@/lib/sessions/limits";
import { matchesUser } from "@/lib/sessions/match-users";
import { isOpen, silentEnd } from "@/lib/sessions/presence-sql";

/** Rows `s` of user_session, in SQL: which ones a history lists, and in which order. Each has an index (migration `history`). */

/** Whether a session is one of those that a filter asks for. */
export function isInHistory(filter: HistoryFilter, limits: SessionLimits, now: Date): Prisma.Sql {
  const { user, from, to, address, browser, system, state } = filter;
  const { timeZone } = env();
  const conditions = [Prisma.sql`true`];
  if (user) conditions.push(Prisma.sql`s.user_id = ${user}::uuid`);
  if (filter.q !== "" || filter.role) conditions.push(isOfUsers(filter));
  if (from) conditions.push(isOpenSince(startOfDate(from, timeZone), limits, now));
  if (to) conditions.push(Prisma.sql`s.login_time < ${startOfDate(addDays(to, 1), timeZone)}`);
  if (address) conditions.push(isFrom(address));
  if (browser) conditions.push(Prisma.sql`browser_of(s.user_agent) = ${browser}`);
  if (system) conditions.push(Prisma.sql`system_of(s.user_agent) = ${system}`);
  if (state) conditions.push(isIn(state, limits, now));
  return Prisma.sql`(${Prisma.join(conditions, " AND ")})`;
}

function isOfUsers({ q, role }: Pick<HistoryFilter, "q" | "role">): Prisma.Sql {
  const conditions = [];
  if (q !== "") conditions.push(matchesUser(q));
  if (role) conditions.push(Prisma.sql`u.role = ${role}::"Role"`);
  return Prisma.sql`s.user_id IN (SELECT u.id FROM app_user AS u WHERE ${Prisma.join(conditions, " AND ")})`;
}

/** At `since` or later, as far as is known now; one that began before it can't have begun long before. */
function isOpenSince(since: Date, limits: SessionLimits, now: Date): Prisma.Sql {
  const unwritten = Prisma.sql`(SELECT due.logout_time ${dueEnd(limits, now)})`;
  return Prisma.sql`(
    s.login_time > ${new Date(since.getTime() - LONGEST_SESSION_MS)}
    AND (s.login_time >= ${since} OR COALESCE(s.logout_time, ${unwritten}, ${now}) > ${since})
  )`;
}

/** What ended an open session that is past its limits, though nobody has written it down: no row, or one as of `silentEnd`. */
function dueEnd(limits: SessionLimits, now: Date): Prisma.Sql {
  return Prisma.sql`FROM ${silentEnd(limits)} AS due WHERE s.logout_time IS NULL AND due.due_at <= ${now}`;
}

/** Stored addresses have no mask: those of a network lie between its first and its last. */
function isFrom(address: string): Prisma.Sql {
  const first = Prisma.sql`host(network(${address}::inet))::inet`;
  const last = Prisma.sql`host(broadcast(${address}::inet))::inet`;
  return Prisma.sql`(
    s.ip_address BETWEEN ${first} AND ${last}
    OR (s.first_ip_address BETWEEN ${first} AND ${last} AND s.first_ip_address IS DISTINCT FROM s.ip_address)
  )`;
}

function isIn(state: NonNullable<HistoryFilter["state"]>, limits: SessionLimits, now: Date): Prisma.Sql {
  if (state === "open") return isOpen(now, limits);
  if (state === "ended") return Prisma.sql`NOT ${isOpen(now, limits)}`;
  const reason = Prisma.sql`${state}::"EndReason"`;
  return Prisma.sql`(
    s.end_reason = ${reason}
    OR (s.logout_time IS NULL AND EXISTS (SELECT ${dueEnd(limits, now)} AND due.end_reason = ${reason}))
  )`;
}

/** Where a page of the history begins or ends. */
export interface HistoryCursorRow {
  id: string;
  loginTime: Date;
  /** As the page that it comes from had it: it may have ended since, and stands elsewhere in the order now. */
  logoutTime: Date | null;
}

const logoutOf = (logout: Prisma.Sql) => Prisma.sql`COALESCE(${logout}, 'infinity'::timestamptz)`;

const KEY = {
  id: { column: Prisma.sql`s.id`, of: ({ id }) => Prisma.sql`${id}::uuid` },
  login: { column: Prisma.sql`s.login_time`, of: ({ loginTime }) => Prisma.sql`${loginTime}::timestamptz` },
  logout: {
    column: logoutOf(Prisma.sql`s.logout_time`),
    of: ({ logoutTime }) => logoutOf(Prisma.sql`${logoutTime}::timestamptz`),
  },
  duration: {
    column: Prisma.sql`lasted(s.login_time, s.logout_time)`,
    of: ({ loginTime, logoutTime }) =>
      Prisma.sql`lasted(${loginTime}::timestamptz, ${logoutTime}::timestamptz)`,
  },
} satisfies Record<string, KeysetKey<HistoryCursorRow>>;

/** What sessions are sorted by; of equal ones the id decides. */
export function orderOf(sort: HistorySort): KeysetOrder<HistoryCursorRow> {
  const descending = sort.startsWith("-");
  switch (sort) {
    case "login":
    case "-login":
      return { keys: [KEY.login, KEY.id], descending };
    case "logout":
    case "-logout":
      return { keys: [KEY.logout, KEY.login, KEY.id], descending };
    case "duration":
    case "-duration":
      return { keys: [KEY.duration, KEY.id], descending };
  }
}
