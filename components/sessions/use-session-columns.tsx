import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { PersonLink } from "@/components/person/person-link";
import { RoleBadge } from "@/components/person/role-badge";
import { Instant } from "@/components/ui/instant";
import type { Column } from "@/components/ui/list/data-table";
import type { SessionRow } from "@/lib/sessions/session-row";
import { Device } from "./device";
import { Duration } from "./duration";
import { Ending } from "./ending";
import { IpAddress } from "./ip-address";
import { LogoutTime } from "./logout-time";
import { StatusLabel } from "./status-label";

type SessionColumn = Column<SessionRow>;
type Columns = Record<
  "person" | "status" | "role" | "login" | "logout" | "duration" | "ending" | "ipAddress" | "device",
  SessionColumn
>;

/**
 * Returns the columns that session tables choose from. Memoised, because new columns render every row again.
 */
export function useSessionColumns(): Columns {
  const t = useTranslations("columns");
  return useMemo(() => {
    const detail = (id: Exclude<keyof Columns, "person" | "status">, cell: SessionColumn["cell"]) =>
      ({ id, slot: "detail", header: t(id), cell }) as const;
    return {
      person: {
        id: "person",
        slot: "who",
        header: t("person"),
        cell: (row) => <PersonLink person={row} />,
      },
      status: {
        id: "status",
        slot: "status",
        header: t("status"),
        cell: (row) => <StatusLabel status={row.status} pulsing={row.logoutTime === null} />,
      },
      role: detail("role", (row) => <RoleBadge role={row.role} />),
      login: detail("login", (row) => <Instant at={row.loginTime} />),
      logout: detail("logout", (row) => <LogoutTime session={row} />),
      duration: {
        ...detail("duration", (row) => <Duration session={row} />),
        labelled: true,
        figures: true,
      },
      ending: {
        ...detail(
          "ending",
          ({ endReason, ...row }) => endReason && <Ending session={{ ...row, endReason }} />,
        ),
        wraps: true,
      },
      ipAddress: { ...detail("ipAddress", (row) => <IpAddress of={row} />), wraps: true },
      device: { ...detail("device", (row) => <Device session={row} />), wraps: true },
    };
  }, [t]);
}
