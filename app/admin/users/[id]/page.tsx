import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { PageNumber } from "@/app/page-number";
import { HistoryList } from "@/components/sessions/history-list";
import { StatusLabel } from "@/components/sessions/status-label";
import { AsOf } from "@/components/ui/as-of";
import { RoleBadge } from "@/components/users/role-badge";
import { orUnavailable, requirePageAdmin } from "@/lib/auth/guards";
import { AppError } from "@/lib/errors";
import { listSessionsOf } from "@/lib/sessions/queries";
import type { Admin } from "@/lib/viewer";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Nobody's name: the title of a page is made before its guard has spoken. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("history");
  return { title: t("sessions") };
}

export default async function UserPage({ params, searchParams }: Props) {
  const admin = await requirePageAdmin();
  const { id } = await params;
  const history = await findHistory(admin, id, PageNumber.parse((await searchParams).page));
  if (!history) notFound();
  const { person } = history;
  const t = await getTranslations("history");

  return (
    <>
      <Link
        href="/admin/active-users"
        prefetch={false}
        className="inline-flex items-center gap-1.5 text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="size-3.5" />
        {t("back")}
      </Link>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">
          {t("title", { name: person.name })}
        </h1>
        <AsOf at={history.generatedAt} />
      </div>
      <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-muted">
        <span className="wrap-anywhere">{person.username}</span>
        <RoleBadge role={person.role} />
        <StatusLabel status={person.status} />
      </p>
      <HistoryList
        caption={t("caption", { name: person.name })}
        list={history}
        path={`/admin/users/${person.userId}`}
        ownSessionId={admin.sessionId}
      />
    </>
  );
}

async function findHistory(admin: Admin, id: string, page: number) {
  if (!z.uuid().safeParse(id).success) return null;
  try {
    return await orUnavailable(listSessionsOf(admin, id, { page }));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
