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
import { AccountsList } from "@/components/users/accounts-list";
import { listLocked } from "@/lib/accounts/list-locked";
import { orUnavailable, requirePageAdmin } from "@/lib/auth/session/guards";
import { env } from "@/lib/env";
import { accountsHref, isNarrowed } from "@/lib/paths/accounts";
import { MAX_COUNTED } from "@/lib/users/accounts-view";
import { readAccountsView } from "@/lib/users/accounts-view-query";
import { listAccounts } from "@/lib/users/list-accounts";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  return { title: t("title") };
}

/** The list of accounts with the actions that manage them. */
export default async function AccountsPage({ searchParams }: Props) {
  const admin = await requirePageAdmin();
  const view = readAccountsView(await searchParams);
  const page = await orUnavailable(listAccounts(admin, view));
  const locked = await orUnavailable(listLocked(admin, page.rows));
  const t = await getTranslations("accounts");
  const { exports, accounts, roles } = await getMessages();
  return (
    <>
      <PageHead title={t("title")} className="accounts-rest gap-y-3">
        <AsOf at={page.generatedAt} path={accountsHref(view)} />
      </PageHead>
      <div className="accounts-rest mt-3 flex flex-wrap items-center gap-2 print:hidden">
        <Link href="/admin/users/new" prefetch={false} className={BUTTON_CLASS.primary}>
          <UserPlus aria-hidden="true" className="size-4" />
          {t("newAccount")}
        </Link>
        <Link href="/admin/users/import" prefetch={false} className={`${BUTTON_CLASS.quiet} h-10`}>
          <FileUp aria-hidden="true" className="size-4" />
          {t("importUsers")}
        </Link>
        <NextIntlClientProvider messages={{ exports: menuWords(exports) }}>
          <ExportMenu
            action="/api/admin/exports/accounts"
            filters={{
              q: view.q,
              role: view.role,
              accountStatus: view.accountStatus,
              notSeenDays: view.notSeenDays,
            }}
            rows={isNarrowed(view) && page.total >= MAX_COUNTED ? undefined : page.total}
          />
        </NextIntlClientProvider>
      </div>
      <NextIntlClientProvider messages={{ accounts, roles }}>
        <AccountsList page={page} locked={locked} view={view} appUrl={env().appUrl} />
      </NextIntlClientProvider>
    </>
  );
}
