import { useTranslations } from "next-intl";
import type { Column } from "@/components/ui/data-table";
import { Instant } from "@/components/ui/instant";
import { PersonLink } from "@/components/users/person-link";
import { RoleBadge } from "@/components/users/role-badge";
import type { SessionRow } from "@/lib/sessions/active-users";
import { Device } from "./device";
import { Duration } from "./duration";
import { Ending } from "./ending";
import { IpAddress } from "./ip-address";
import { LogoutTime } from "./logout-time";
import { StatusLabel } from "./status-label";

type SessionColumn = Column<SessionRow>;

/** The columns that tables of sessions choose from. */
export function useSessionColumns() {
  const t = useTranslations("columns");
  const person: SessionColumn = {
    id: "person",
    place: "who",
    header: t("person"),
    cell: (row) => <PersonLink person={row} />,
  };
  const status: SessionColumn = {
    id: "status",
    place: "status",
    header: t("status"),
    cell: (row) => <StatusLabel status={row.status} pulsing={row.logoutTime === null} />,
  };
  const detail = (id: string, header: string, cell: SessionColumn["cell"]): SessionColumn => ({
    id,
    place: "detail",
    header,
    cell,
  });
  return {
    person,
    status,
    role: detail("role", t("role"), (row) => <RoleBadge role={row.role} />),
    login: detail("login", t("login"), (row) => <Instant at={row.loginTime} />),
    logout: detail("logout", t("logout"), (row) => <LogoutTime session={row} />),
    duration: {
      ...detail("duration", t("duration"), (row) => <Duration session={row} />),
      labelled: true,
      figures: true,
    },
    ending: {
      ...detail("ending", t("ending"), (row) => row.endReason && <Ending reason={row.endReason} />),
      wraps: true,
    },
    ipAddress: {
      ...detail("ipAddress", t("ipAddress"), (row) => <IpAddress address={row.ipAddress} />),
      wraps: true,
    },
    device: { ...detail("device", t("device"), (row) => <Device session={row} />), wraps: true },
  };
}
