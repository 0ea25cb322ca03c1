import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ClockProvider } from "@/components/live/clock-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { PagedList } from "@/components/ui/list/paged-list";
import { Section } from "@/components/ui/section";
import { pageHref } from "@/lib/paths/query-string";
import type { SessionRow } from "@/lib/sessions/session-row";
import { UserSessionsTable } from "./user-sessions-table";

interface Props {
  caption: string;
  list: { rows: SessionRow[]; total: number; page: number; pageSize: number; generatedAt: string };
  /** Path of this page, for the links to other pages of the list. */
  path: string;
  ownSessionId?: string;
  /** Actions on the whole list. */
  actions?: ReactNode;
  /** Adds a button that revokes an open session. */
  revocable?: boolean;
}

/** A user's sessions, by pages. The durations of open sessions grow each second. */
export function UserSessions({ caption, list, path, ownSessionId, actions, revocable }: Props) {
  const t = useTranslations("history");
  return (
    <ClockProvider generatedAt={list.generatedAt}>
      <Section id="sessions" title={t("sessions")} total={String(list.total)} actions={actions}>
        <PagedList
          name={t("sessions")}
          list={list}
          hrefOf={(page) => pageHref(path, page)}
          empty={<EmptyState title={t("empty")}>{t("emptyHelp")}</EmptyState>}
        >
          <UserSessionsTable
            caption={caption}
            rows={list.rows}
            ownSessionId={ownSessionId}
            revocable={revocable}
          />
        </PagedList>
      </Section>
    </ClockProvider>
  );
}
