import { databaseNow } from "@/lib/db/clock";
import { AppError } from "@/lib/errors";
import { durationOf, sessionCells, sessionColumns } from "@/lib/exports/lists/session-cells";
import { sessionCriteria } from "@/lib/exports/lists/session-criteria";
import type { ExportTable } from "@/lib/exports/table/export-table";
import { readFilter } from "@/lib/exports/table/read-filter";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";
import { toSearchParams } from "@/lib/paths/query-string";
import { viewReader } from "@/lib/read-view";
import { currentLimits } from "@/lib/sessions/current-limits";
import { readHistoryFilter } from "@/lib/sessions/history/history-view-query";
import { countHistory, walkHistory } from "@/lib/sessions/history/walk-history";
import { findAccountById } from "@/lib/users/find-account";
import { type Admin, SYSTEM, type System, type Viewer } from "@/lib/viewer";

/** A viewer's own list is always complete: it has no filters. */
const readNothing = viewReader({}, {});

/**
 * Returns the history of sessions, newest login first.
 *
 * @throws AppError `bad_request` for an invalid filter, `not_found` for an unknown user
 */
export async function openSessionsTable(
  by: Admin | System,
  given: Record<string, string>,
  messages: PageMessages,
): Promise<ExportTable> {
  const filter = readFilter(readHistoryFilter, given);
  const account = filter.user ? await findAccountById(by, filter.user) : null;
  if (filter.user && !account) throw new AppError("not_found");
  const limits = currentLimits();
  const now = await databaseNow();
  const t = translatorOf("exports", messages);
  const toCells = sessionCells(now, messages);
  const sums = { sessions: 0, connectedMs: 0 };
  return {
    list: "sessions",
    title: t("lists.sessions"),
    criteria: sessionCriteria(filter, account, messages),
    recorded: toSearchParams(filter, { q: "" }),
    subjectId: filter.user,
    now,
    columns: sessionColumns(messages),
    count: () => countHistory(by, filter, now, limits),
    async *rows() {
      for await (const batch of walkHistory(by, filter, now, limits)) {
        for (const row of batch) sums.connectedMs += durationOf(row, now);
        sums.sessions += batch.length;
        yield batch.map(toCells);
      }
    },
    totals: () => [
      { label: t("totals.sessions"), kind: "count", value: sums.sessions },
      { label: t("totals.connected"), kind: "duration", value: sums.connectedMs },
    ],
  };
}

/** Returns the viewer's own history of sessions. */
export async function openOwnSessionsTable(
  viewer: Viewer,
  given: Record<string, string>,
  messages: PageMessages,
): Promise<ExportTable> {
  readFilter(readNothing, given);
  const t = translatorOf("exports", messages);
  const table = await openSessionsTable(SYSTEM, { user: viewer.userId }, messages);
  return { ...table, title: t("lists.own") };
}
