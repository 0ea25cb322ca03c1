import { useTranslations } from "next-intl";
import { OwnSession } from "@/components/sessions/own-session";
import { theseSessions } from "@/components/sessions/revocation/revocation-target";
import { RevokeButton } from "@/components/sessions/revocation/revoke-button";
import { useSessionColumns } from "@/components/sessions/use-session-columns";
import { Instant } from "@/components/ui/instant";
import { type Column, DataTable } from "@/components/ui/list/data-table";
import type { SessionRow } from "@/lib/sessions/session-row";

interface Props {
  caption: string;
  rows: SessionRow[];
  /** The viewer's session, which is marked and cannot be revoked here. */
  ownSessionId?: string;
  /** Adds a button that revokes an open session. */
  revocable?: boolean;
}

/** A table of one user's sessions. It has no column for the user, whom the page names. */
export function UserSessionsTable({ caption, rows, ownSessionId, revocable }: Props) {
  return (
    <DataTable
      caption={caption}
      columns={useColumns(ownSessionId, revocable)}
      rows={rows}
      rowKey={(row) => row.sessionId}
    />
  );
}

function useColumns(ownSessionId?: string, revocable = false): Column<SessionRow>[] {
  const t = useTranslations("columns");
  const { login, status, logout, duration, ending, ipAddress, device } = useSessionColumns();
  return [
    {
      ...login,
      slot: "who",
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-x-2 text-[0.8125rem]">
          <span className="font-medium">
            <Instant at={row.loginTime} />
          </span>
          {row.sessionId === ownSessionId && <OwnSession />}
        </span>
      ),
    },
    status,
    { ...logout, labelled: (row) => row.logoutTime !== null },
    duration,
    ending,
    ipAddress,
    device,
    ...(revocable ? [actionColumn(t("action"), ownSessionId)] : []),
  ];
}

function actionColumn(header: string, ownSessionId?: string): Column<SessionRow> {
  return {
    id: "action",
    slot: "action",
    header,
    cell: (row) =>
      row.logoutTime === null &&
      row.sessionId !== ownSessionId && <RevokeButton target={theseSessions([row])} />,
  };
}
