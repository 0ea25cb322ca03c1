import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { BackToAccounts } from "@/app/admin/users/back-to-accounts";
import { PageTitle } from "@/components/ui/page-title";
import { ImportUsers } from "@/components/user-import/import-users";
import { requirePageAdmin } from "@/lib/auth/session/guards";
import { env } from "@/lib/env";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  return { title: t("importUsers") };
}

export default async function ImportPage() {
  await requirePageAdmin();
  const t = await getTranslations("accounts");
  const { accounts, roles } = await getMessages();
  return (
    <>
      <BackToAccounts />
      <PageTitle className="mt-3">{t("importUsers")}</PageTitle>
      <p className="accounts-rest mt-1 max-w-prose text-muted">{t("import.help")}</p>
      <NextIntlClientProvider messages={{ accounts, roles }}>
        <ImportUsers appUrl={env().appUrl} />
      </NextIntlClientProvider>
    </>
  );
}
