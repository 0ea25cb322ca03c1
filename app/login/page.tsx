import type { Metadata } from "next";
import { headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { z } from "zod";
import { faultOf } from "@/components/sign-in/sign-in-fault";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { leaveIfSignedIn } from "@/lib/auth/guards";
import { env } from "@/lib/env";
import { CSRF_HEADER } from "@/lib/http/page-headers";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("title") };
}

const text = z.string().optional().catch(undefined); // `?error=a&error=b` is a list
const Query = z.object({ callbackUrl: text, error: text, csrf: text, signedOut: text, expired: text });

/** The one page that anybody may see. */
export default async function LoginPage({ searchParams }: Props) {
  const query = Query.parse(await searchParams);
  await leaveIfSignedIn(query.callbackUrl);
  const t = await getTranslations("signIn");
  const { signIn } = await getMessages();
  const fault = query.error ? faultOf(query.error) : query.csrf ? "Stale" : null;
  const notice = query.signedOut ? t("signedOut") : query.expired ? t("expired") : null;

  return (
    <main className="mx-auto flex min-h-dvh max-w-[22rem] flex-col justify-center px-4 py-10">
      <p className="font-semibold tracking-tight text-muted">Konekte</p>
      <h1 className="mt-1 text-2xl font-semibold tracking-tight">{t("title")}</h1>
      <p role="status" className="mt-1 mb-6 text-muted">
        {notice ?? t("lead")}
      </p>
      <NextIntlClientProvider messages={{ signIn }}>
        <SignInForm
          csrfToken={(await headers()).get(CSRF_HEADER) ?? ""}
          callbackUrl={query.callbackUrl ?? "/"}
          appUrl={env().appUrl}
          fault={fault}
        />
      </NextIntlClientProvider>
      <p className="mt-6 text-muted">{t("help")}</p>
      <p className="mt-3 border-t border-line pt-3 text-xs text-muted">{t("recorded")}</p>
    </main>
  );
}
