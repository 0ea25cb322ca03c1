import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PersonLink } from "@/components/person/person-link";
import { RoleBadge } from "@/components/person/role-badge";
import { Device } from "@/components/sessions/device";
import { Duration } from "@/components/sessions/duration";
import { Ending } from "@/components/sessions/ending";
import { IpAddress } from "@/components/sessions/ip-address";
import { LogoutTime } from "@/components/sessions/logout-time";
import { StatusLabel } from "@/components/sessions/status-label";
import { Instant } from "@/components/ui/instant";
import { SideSheet } from "@/components/ui/overlay/side-sheet";
import { formatInstant } from "@/lib/i18n/format-instant";
import type { HistoryRow } from "@/lib/sessions/history/history-view";

interface Props {
  session: HistoryRow;
  closeHref: string;
  /** The recorded events of the session. */
  children: ReactNode;
}

/** Class names of a name or a value in the list of facts. */
const CELL = "border-b border-line py-1.25 wrap-anywhere";

/** A side sheet with all facts about a session. */
export function SessionSheet({ session, closeHref, children }: Props) {
  const t = useTranslations("historyList");
  const columns = useTranslations("columns");
  const { endReason, firstIpAddress, firstNetwork, firstUserAgent, firstDevice, anonymised } = session;
  const first = { ipAddress: firstIpAddress, network: firstNetwork, anonymised };
  const changed = firstUserAgent !== null && firstUserAgent !== session.userAgent;
  return (
    <SideSheet
      title={t("session", { at: formatInstant(session.loginTime) })}
      closeHref={closeHref}
      close={t("close")}
    >
      <div className="mt-3 flex items-center gap-3">
        <PersonLink person={session} />
        <RoleBadge role={session.role} />
      </div>
      <dl className="mt-4 grid grid-cols-[minmax(7rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-0 border-t border-line tabular-nums">
        <Fact name={columns("status")}>
          <StatusLabel status={session.status} pulsing={session.logoutTime === null} />
        </Fact>
        <Fact name={columns("login")}>
          <Instant at={session.loginTime} />
        </Fact>
        <Fact name={columns("logout")}>
          <LogoutTime session={session} />
        </Fact>
        <Fact name={columns("duration")}>
          <Duration session={session} />
        </Fact>
        {endReason && (
          <Fact name={columns("ending")}>
            <Ending session={{ ...session, endReason }} />
          </Fact>
        )}
        <Fact name={t("lastContact")}>
          <Instant at={session.lastContactAt} />
        </Fact>
        <Fact name={t("lastActivity")}>
          <Instant at={session.lastActivityAt} />
        </Fact>
        <Fact name={t("firstAddress")}>
          <IpAddress of={first} />
        </Fact>
        <Fact name={t("lastAddress")}>
          <IpAddress of={session} />
        </Fact>
        {changed && (
          <Fact name={t("firstDevice")}>
            <Device session={{ userAgent: firstUserAgent, device: firstDevice, anonymised }} />
          </Fact>
        )}
        <Fact name={changed ? t("lastDevice") : columns("device")}>
          <Device session={session} />
        </Fact>
        <Fact name={t("id")}>
          <code className="text-xs">{session.sessionId}</code>
        </Fact>
      </dl>
      {children}
    </SideSheet>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className={`text-muted ${CELL}`}>{name}</dt>
      <dd className={CELL}>{children}</dd>
    </>
  );
}
