import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { BackToAccounts } from "@/app/admin/users/back-to-accounts";
import { PageTitle } from "@/components/ui/page-title";
import { NewAccountForm } from "@/components/users/new-account-form";
import { requirePageAdmin } from "@/lib/auth/session/guards";
import { env } from "@/lib/env";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  return { title: t("newAccount") };
}

export default async function NewAccountPage() {
  await requirePageAdmin();
  const t = await getTranslations("accounts");
  const { accounts, roles } = await getMessages();
  return (
    <>
      <BackToAccounts />
      <PageTitle className="mt-3">{t("newAccount")}</PageTitle>
      <p className="accounts-rest mt-1 max-w-prose text-muted">{t("newAccountHelp")}</p>
      <NextIntlClientProvider messages={{ accounts, roles }}>
        <NewAccountForm appUrl={env().appUrl} />
      </NextIntlClientProvider>
    </>
  );
}
