"use client";
import { useTranslations } from "next-intl";
import { memo, useMemo } from "react";
import { useChangedRows } from "@/components/live/use-changed-rows";
import { OwnSession } from "@/components/sessions/own-session";
import { theseSessions } from "@/components/sessions/revocation/revocation-target";
import { RevokeButton } from "@/components/sessions/revocation/revoke-button";
import { useSessionColumns } from "@/components/sessions/use-session-columns";
import { CHECK_CLASS } from "@/components/ui/field-class";
import { type Column, DataTable } from "@/components/ui/list/data-table";
import { formatInstant } from "@/lib/i18n/format-instant";
import type { SessionRow } from "@/lib/sessions/session-row";

interface Props {
  rows: SessionRow[];
  /** Address of the request that returned the rows. Rows of another address are not marked as changed. */
  shownFor?: string;
  /** The viewer's session, which cannot be revoked here: it ends by signing out. */
  ownSessionId: string;
  picked: ReadonlyMap<string, SessionRow>;
  pick: (row: SessionRow, picked: boolean) => void;
  busy?: boolean;
}

/** A table of open sessions. A user may have several. */
export const OpenSessionsTable = memo(function OpenSessionsTable(props: Props) {
  const { rows, shownFor, busy } = props;
  const t = useTranslations("activeUsers.open");
  const columns = useColumns(props);
  const changed = useChangedRows(rows, readRow, shownFor);
  return (
    <DataTable
      caption={t("caption")}
      columns={columns}
      rows={rows}
      rowKey={keyOf}
      changed={changed}
      busy={busy}
    />
  );
});

function useColumns({ ownSessionId, picked, pick }: Props): Column<SessionRow>[] {
  const t = useTranslations();
  const { person, role, status, login, duration, ipAddress, device } = useSessionColumns();
  return useMemo(
    () => [
      {
        ...person,
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-3">
            <input
              type="checkbox"
              className={`${CHECK_CLASS} noscript:invisible print:hidden`}
              aria-label={t("revocation.pick", { name: row.name, at: formatInstant(row.loginTime) })}
              disabled={row.sessionId === ownSessionId}
              checked={picked.has(row.sessionId)}
              onChange={(event) => pick(row, event.target.checked)}
            />
            {person.cell(row)}
            {row.sessionId === ownSessionId && <OwnSession />}
          </span>
        ),
      },
      role,
      status,
      login,
      duration,
      ipAddress,
      device,
      {
        id: "action",
        slot: "action",
        header: t("columns.action"),
        cell: (row) => row.sessionId !== ownSessionId && <RevokeButton target={theseSessions([row])} />,
      },
    ],
    [t, person, role, status, login, duration, ipAddress, device, ownSessionId, picked, pick],
  );
}

const keyOf = (row: SessionRow) => row.sessionId;
const readRow = (row: SessionRow): [string, string] => [keyOf(row), `${row.status} ${row.ipAddress}`];
