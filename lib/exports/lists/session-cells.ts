import type { Cell, ExportColumn } from "@/lib/exports/table/export-table";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";
import type { HistoryRow } from "@/lib/sessions/history/history-view";

/** Returns the columns of a list of sessions. */
export function sessionColumns(messages: PageMessages): ExportColumn[] {
  const t = translatorOf("exports", messages);
  return [
    { heading: t("columns.person"), kind: "text", width: 24 },
    { heading: t("columns.username"), kind: "text", width: 17 },
    { heading: t("columns.role"), kind: "text", width: 18 },
    { heading: t("columns.login"), kind: "instant", width: 19 },
    { heading: t("columns.logout"), kind: "instant", width: 19 },
    { heading: t("columns.duration"), kind: "duration", width: 11 },
    { heading: translatorOf("sessions", messages)("aboutHelp"), kind: "text", width: 11 },
    { heading: t("columns.ending"), kind: "text", width: 19 },
    { heading: t("columns.endedBy"), kind: "text", width: 14 },
    { heading: t("columns.note"), kind: "text", width: 15 },
    { heading: t("columns.firstAddress"), kind: "text", width: 16 },
    { heading: t("columns.lastAddress"), kind: "text", width: 16 },
    { heading: t("columns.browser"), kind: "text", width: 15 },
    { heading: t("columns.system"), kind: "text", width: 11 },
    { heading: t("columns.agent"), kind: "text", width: 40, omitFromPdf: true },
  ];
}

/** Returns a function that returns the cells of a session, in the order of the columns. */
export function sessionCells(now: Date, messages: PageMessages): (row: HistoryRow) => Cell[] {
  const roles = translatorOf("roles", messages);
  const presence = translatorOf("presence", messages);
  const sessions = translatorOf("sessions", messages);
  return (row) => [
    row.name,
    row.username,
    roles(row.role),
    row.loginTime,
    row.logoutTime,
    durationOf(row, now),
    row.endReason === "LOST_CONTACT" ? "≈" : null,
    row.endReason ? sessions(`endings.${row.endReason}`) : presence("stillConnected"),
    row.revokedBy,
    row.endNote,
    row.firstIpAddress,
    row.ipAddress,
    row.device?.browser ?? null,
    row.device?.system ?? null,
    row.userAgent,
  ];
}

/** Returns the duration of a session in milliseconds; an open one lasts until `now`. */
export function durationOf({ loginTime, logoutTime }: HistoryRow, now: Date): number {
  return (logoutTime ? Date.parse(logoutTime) : now.getTime()) - Date.parse(loginTime);
}
