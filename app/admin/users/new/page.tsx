import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { BackToPeople } from "@/app/admin/users/back-to-people";
import { PageTitle } from "@/components/ui/page-title";
import { NewPersonForm } from "@/components/users/new-person-form";
import { requirePageAdmin } from "@/lib/auth/session/guards";
import { env } from "@/lib/env";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("people");
  return { title: t("newPerson") };
}

export default async function NewPersonPage() {
  await requirePageAdmin();
  const t = await getTranslations("people");
  const { people, roles } = await getMessages();
  return (
    <>
      <BackToPeople />
      <PageTitle className="mt-3">{t("newPerson")}</PageTitle>
      <p className="people-rest mt-1 max-w-prose text-muted">{t("newPersonHelp")}</p>
      <NextIntlClientProvider messages={{ people, roles }}>
        <NewPersonForm appUrl={env().appUrl} />
      </NextIntlClientProvider>
    </>
  );
}
