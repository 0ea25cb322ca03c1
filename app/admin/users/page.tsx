import { FileUp, UserPlus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { ExportMenu } from "@/components/exports/export-menu";
import { menuWords } from "@/components/exports/menu-words";
import { AsOf } from "@/components/ui/as-of";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { PageHead } from "@/components/ui/page-head";
import { PeopleList } from "@/components/users/people-list";
import { listLocked } from "@/lib/accounts/list-locked";
import { orUnavailable, requirePageAdmin } from "@/lib/auth/session/guards";
import { env } from "@/lib/env";
import { isNarrowed, peopleHref } from "@/lib/paths/people";
import { listPeople } from "@/lib/users/list-people";
import { MAX_COUNTED } from "@/lib/users/people-view";
import { readPeopleView } from "@/lib/users/people-view-query";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("people");
  return { title: t("title") };
}

/** Everybody's account, to be managed. */
export default async function PeoplePage({ searchParams }: Props) {
  const admin = await requirePageAdmin();
  const view = readPeopleView(await searchParams);
  const page = await orUnavailable(listPeople(admin, view));
  const locked = await orUnavailable(listLocked(admin, page.rows));
  const t = await getTranslations("people");
  const { exports, people, roles } = await getMessages();
  return (
    <>
      <PageHead title={t("title")} className="people-rest gap-y-3">
        <AsOf at={page.generatedAt} path={peopleHref(view)} />
      </PageHead>
      <div className="people-rest mt-3 flex flex-wrap items-center gap-2 print:hidden">
        <Link href="/admin/users/new" prefetch={false} className={BUTTON_CLASS.primary}>
          <UserPlus aria-hidden="true" className="size-4" />
          {t("newPerson")}
        </Link>
        <Link href="/admin/users/import" prefetch={false} className={`${BUTTON_CLASS.quiet} h-10`}>
          <FileUp aria-hidden="true" className="size-4" />
          {t("importPeople")}
        </Link>
        <NextIntlClientProvider messages={{ exports: menuWords(exports) }}>
          <ExportMenu
            action="/api/admin/exports/people"
            filters={{ q: view.q, role: view.role, standing: view.standing, notSeenDays: view.notSeenDays }}
            rows={isNarrowed(view) && page.total >= MAX_COUNTED ? undefined : page.total}
          />
        </NextIntlClientProvider>
      </div>
      <NextIntlClientProvider messages={{ people, roles }}>
        <PeopleList page={page} locked={locked} view={view} appUrl={env().appUrl} />
      </NextIntlClientProvider>
    </>
  );
}
