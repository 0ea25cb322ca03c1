import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Instant } from "@/components/ui/instant";
import type { SessionRow } from "@/lib/sessions/active-users";
import { useSessionColumns } from "./use-session-columns";

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
  const t = useTranslations("sessions");
  const { login, status, logout, duration, ending, ipAddress, device } = useSessionColumns();
  return [
    {
      ...login,
      place: "who",
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-x-2 text-[0.8125rem]">
          <span className="font-medium">
            <Instant at={row.loginTime} />
          </span>
          {row.sessionId === ownSessionId && (
            <span className="rounded bg-accent-soft px-1.5 py-0.5 text-xs font-medium text-accent">
              {t("thisOne")}
            </span>
          )}
        </span>
      ),
    },
    status,
    { ...logout, labelled: (row) => row.logoutTime !== null },
    duration,
    ending,
    ipAddress,
    device,
  ];
}
