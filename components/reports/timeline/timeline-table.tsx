"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { PersonLink } from "@/components/person/person-link";
import { RoleBadge } from "@/components/person/role-badge";
import { useEndingWords } from "@/components/reports/timeline/drawing/use-ending-words";
import { Duration } from "@/components/sessions/duration";
import { LogoutTime } from "@/components/sessions/logout-time";
import { Instant } from "@/components/ui/instant";
import { type Column, DataTable } from "@/components/ui/list/data-table";
import { sessionHref } from "@/lib/paths/history";
import type { Timeline, TimelineBar, TimelineLine } from "@/lib/reports/timeline/timeline";
import { wordsOfDay } from "./day-words";

interface Row {
  person: Omit<TimelineLine, "sessions">;
  /** Null when the user had no session on the day. */
  session: TimelineBar | null;
}

/** The day as a table, with one row for each session. */
export function TimelineTable({ timeline: { day, lines } }: { timeline: Timeline }) {
  const t = useTranslations("timeline");
  const rows = lines.flatMap(({ sessions, ...person }): Row[] =>
    sessions.length > 0 ? sessions.map((session) => ({ person, session })) : [{ person, session: null }],
  );
  return (
    <div className="mt-4">
      <DataTable
        caption={t("caption", { day: wordsOfDay(day).digits })}
        columns={useColumns()}
        rows={rows}
        rowKey={({ person, session }) => session?.sessionId ?? person.userId}
      />
    </div>
  );
}

function useColumns(): Column<Row>[] {
  const t = useTranslations("columns");
  const none = useTranslations("timeline")("noSession");
  const words = useEndingWords();
  return useMemo(
    () => [
      {
        id: "person",
        slot: "who",
        header: t("person"),
        cell: ({ person }) => <PersonLink person={person} />,
      },
      {
        id: "role",
        slot: "status",
        header: t("role"),
        cell: ({ person }) => <RoleBadge role={person.role} />,
      },
      {
        id: "login",
        slot: "detail",
        header: t("login"),
        cell: ({ session }) => (session ? <SessionLink session={session} /> : none),
      },
      {
        id: "logout",
        slot: "detail",
        header: t("logout"),
        cell: ({ session }) => session && <LogoutTime session={session} />,
      },
      {
        id: "duration",
        slot: "detail",
        header: t("duration"),
        labelled: true,
        figures: true,
        cell: ({ session }) => session && <Duration session={session} />,
      },
      {
        id: "ending",
        slot: "detail",
        header: t("ending"),
        wraps: true,
        cell: ({ session }) => session?.endReason && words[session.endReason],
      },
    ],
    [t, none, words],
  );
}

/** The start of a session, as a link to its details. */
function SessionLink({ session: { sessionId, loginTime } }: { session: TimelineBar }) {
  return (
    <Link href={sessionHref(sessionId)} prefetch={false} className="hover:underline">
      <Instant at={loginTime} />
    </Link>
  );
}
