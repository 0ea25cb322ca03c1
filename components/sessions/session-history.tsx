import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Instant } from "@/components/ui/instant";
import type { SessionRow } from "@/lib/sessions/active-users";
import { Device } from "./device";
import { Duration } from "./duration";
import { Ending } from "./ending";
import { IpAddress } from "./ip-address";
import { LogoutTime } from "./logout-time";
import { StatusLabel } from "./status-label";

interface Props {
  caption: string;
  rows: SessionRow[];
  /** The session that the page was asked with, where it is one of them. */
  ownSessionId?: string;
}

/** One person's sessions; who it is, the page says. */
export function SessionHistory({ caption, rows, ownSessionId }: Props) {
  return (
    <DataTable
      caption={caption}
      columns={useColumns(ownSessionId)}
      rows={rows}
      rowKey={(row) => row.sessionId}
    />
  );
}

function useColumns(ownSessionId?: string): Column<SessionRow>[] {
  const t = useTranslations("columns");
  const sessions = useTranslations("sessions");
  return [
    {
      id: "login",
      place: "who",
      header: t("login"),
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-x-2 text-[0.8125rem]">
          <span className="font-medium">
            <Instant at={row.loginTime} />
          </span>
          {row.sessionId === ownSessionId && (
            <span className="rounded bg-accent-soft px-1.5 py-0.5 text-xs font-medium text-accent">
              {sessions("thisOne")}
            </span>
          )}
        </span>
      ),
    },
    {
      id: "status",
      place: "status",
      header: t("status"),
      cell: (row) => <StatusLabel status={row.status} pulsing={row.logoutTime === null} />,
    },
    {
      id: "logout",
      place: "detail",
      labelled: (row) => row.logoutTime !== null,
      header: t("logout"),
      cell: (row) => <LogoutTime session={row} />,
    },
    {
      id: "duration",
      place: "detail",
      labelled: true,
      figures: true,
      header: t("duration"),
      cell: (row) => <Duration session={row} />,
    },
    {
      id: "ending",
      place: "detail",
      wraps: true,
      header: t("ending"),
      cell: (row) => row.endReason && <Ending reason={row.endReason} />,
    },
    {
      id: "ipAddress",
      place: "detail",
      wraps: true,
      header: t("ipAddress"),
      cell: (row) => <IpAddress address={row.ipAddress} />,
    },
    {
      id: "device",
      place: "detail",
      wraps: true,
      header: t("device"),
      cell: (row) => <Device session={row} />,
    },
  ];
}
