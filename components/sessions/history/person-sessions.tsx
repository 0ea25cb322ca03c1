import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ClockProvider } from "@/components/live/clock-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { PagedList } from "@/components/ui/list/paged-list";
import { Section } from "@/components/ui/section";
import { pageHref } from "@/lib/paths/query-string";
import type { SessionRow } from "@/lib/sessions/session-row";
import { PersonSessionsTable } from "./person-sessions-table";

interface Props {
  caption: string;
  list: { rows: SessionRow[]; total: number; page: number; pageSize: number; generatedAt: string };
  /** Address of the page that it stands on. */
  path: string;
  ownSessionId?: string;
  /** What can be done with them all. */
  actions?: ReactNode;
  /** Open sessions can be ended here. */
  revocable?: boolean;
}

/** A person's sessions by pages, with the durations of open ones ticking. */
export function PersonSessions({ caption, list, path, ownSessionId, actions, revocable }: Props) {
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
          <PersonSessionsTable
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
