import type { Metadata } from "next";
import Link from "next/link";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { z } from "zod";
import { ChoosePasswordForm } from "@/components/account/choose-password-form";
import { CodeForm } from "@/components/account/code-form";
import { Preferences } from "@/components/frame/preferences";
import { findOwnerOfKeptCode } from "@/lib/accounts/activation-code-cookie";
import { orUnavailable } from "@/lib/auth/session/guards";
import { currentPreferences } from "@/lib/http/current-preferences";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("activation");
  return { title: t("title") };
}

const Query = z.object({ error: z.string().optional().catch(undefined) });

/**
 * The page on which a user enters an activation code and then chooses a password, at the first sign-in or
 * after a reset. The owner of a code is shown only to a browser that has entered the code.
 */
export default async function ActivatePage({ searchParams }: Props) {
  const { error } = Query.parse(await searchParams);
  const t = await getTranslations("activation");
  const { password } = await getMessages();
  const owner = await orUnavailable(findOwnerOfKeptCode());
  return (
    <main className="mx-auto flex min-h-dvh max-w-[22rem] flex-col justify-center px-4 py-10">
      <p className="font-semibold tracking-tight text-muted">Konekte</p>
      <h1 className="mt-1 text-2xl font-semibold tracking-tight">{t("title")}</h1>
      <p className="mt-1 mb-6 text-muted">{owner ? t("leadPassword") : t("leadCode")}</p>
      <NextIntlClientProvider messages={{ password }}>
        {owner ? <ChoosePasswordForm owner={owner} fault={error} /> : <CodeForm fault={error} />}
      </NextIntlClientProvider>
      <p className="mt-6 mb-6 border-t border-line pt-3 text-muted">
        {t("already")}{" "}
        <Link href="/login" className="text-accent underline">
          {t("signIn")}
        </Link>
      </p>
      <Preferences preferences={await currentPreferences()} />
    </main>
  );
}
