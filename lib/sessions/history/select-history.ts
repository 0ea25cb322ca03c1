import { addDays, startOfDay } from "@/lib/calendar/zone-days";
import { Prisma } from "@/lib/db/client";
import type { KeysetKey, KeysetOrder } from "@/lib/db/keyset-page";
import { env } from "@/lib/env";
import type { HistoryFilter, HistorySort } from "@/lib/sessions/history/history-view";
import { LONGEST_SESSION_MS, type SessionLimits } from "@/lib/sessions/limits";
import { matchesUser } from "@/lib/sessions/match-users";
import { isOpen, limitEndSql } from "@/lib/sessions/presence-sql";

/*
 * Filters and sorts of the history in SQL, for rows `s` of user_session. Each has an index (migration
 * `history`).
 */

/** Builds the condition that session `s` matches a filter. */
export function isInHistory(filter: HistoryFilter, limits: SessionLimits, now: Date): Prisma.Sql {
  const { user, from, to, address, browser, system, state } = filter;
  const { timeZone } = env();
  const conditions = [Prisma.sql`true`];
  if (user) conditions.push(Prisma.sql`s.user_id = ${user}::uuid`);
  if (filter.q !== "" || filter.role) conditions.push(isOfUsers(filter));
  if (from) conditions.push(isOpenSince(startOfDay(from, timeZone), limits, now));
  if (to) conditions.push(Prisma.sql`s.login_time < ${startOfDay(addDays(to, 1), timeZone)}`);
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

/**
 * Builds the condition that session `s` was open at `since` or later; an open one counts until `now`. A
 * session cannot begin more than {@link LONGEST_SESSION_MS} before that, so the index of sign-in times bounds
 * the search.
 */
function isOpenSince(since: Date, limits: SessionLimits, now: Date): Prisma.Sql {
  const unwritten = Prisma.sql`(SELECT due.logout_time ${dueEnd(limits, now)})`;
  return Prisma.sql`(
    s.login_time > ${new Date(since.getTime() - LONGEST_SESSION_MS)}
    AND (s.login_time >= ${since} OR COALESCE(s.logout_time, ${unwritten}, ${now}) > ${since})
  )`;
}

/**
 * Builds the FROM clause `due` for the end of session `s` by a limit that is passed but not written yet: one
 * row with the columns of {@link limitEndSql}, or none.
 */
function dueEnd(limits: SessionLimits, now: Date): Prisma.Sql {
  return Prisma.sql`FROM ${limitEndSql(limits)} AS due WHERE s.logout_time IS NULL AND due.due_at <= ${now}`;
}

/**
 * Builds the condition that the first or the last address of session `s` is in a network. Stored addresses
 * have no mask, so a range from the first to the last address of the network finds them by index.
 */
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

/** The session at which a page of the history begins or ends; it is not part of the page. */
export interface HistoryCursorRow {
  id: string;
  loginTime: Date;
  /**
   * End as of the page that gave the cursor. The session may have ended since and be at another place in the
   * order.
   */
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

/** Returns the keyset order of a sort. The id is the last key, so that the order is total. */
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
