import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RoleBadge } from "@/components/person/role-badge";
import { IpAddress } from "@/components/sessions/ip-address";
import { LogoutTime } from "@/components/sessions/logout-time";
import { StatusLabel } from "@/components/sessions/status-label";
import { initials } from "@/components/ui/initials";
import { Instant } from "@/components/ui/instant";
import { PageTitle } from "@/components/ui/page-title";
import type { SessionRow, UserRow } from "@/lib/sessions/session-row";

interface Props {
  user: Pick<UserRow, "username" | "name" | "role" | "status">;
  /** The newest open session, otherwise the newest session; null when the user never connected. */
  session: SessionRow | null;
}

/**
 * The head of a user's page: name, username, role and presence. Their account and sessions follow.
 */
export function UserSummary({ user, session }: Props) {
  return (
    <>
      <div className="flex min-w-0 items-center gap-3.5">
        <span
          aria-hidden="true"
          className="grid size-12 shrink-0 place-items-center rounded-full border border-line bg-surface font-medium tracking-wide text-muted select-none"
        >
          {initials(user.name)}
        </span>
        <div className="min-w-0">
          <PageTitle className="wrap-anywhere">{user.name}</PageTitle>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-muted">
            <span className="wrap-anywhere">{user.username}</span>
            <RoleBadge role={user.role} />
          </p>
        </div>
      </div>
      <Connection status={user.status} session={session} />
    </>
  );
}

function Connection({ status, session }: { status: UserRow["status"]; session: SessionRow | null }) {
  const t = useTranslations("history");
  const columns = useTranslations("columns");
  const open = session?.logoutTime === null;
  return (
    <dl className="mt-5 flex flex-wrap gap-x-10 gap-y-3">
      <Fact name={columns("status")}>
        <StatusLabel status={status} pulsing={open} />
      </Fact>
      {session && (
        <>
          <Fact name={open ? t("connectedSince") : t("disconnectedSince")}>
            {open ? <Instant at={session.loginTime} /> : <LogoutTime session={session} />}
          </Fact>
          <Fact name={columns("ipAddress")}>
            <IpAddress of={session} />
          </Fact>
        </>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="mt-0.5 tabular-nums">{children}</dd>
    </div>
  );
}
