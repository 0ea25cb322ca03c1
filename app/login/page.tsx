import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { z } from "zod";
import { Preferences } from "@/components/frame/preferences";
import { faultOf } from "@/components/sign-in/sign-in-fault";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { WhySignedOut } from "@/components/sign-in/why-signed-out";
import { leaveIfSignedIn } from "@/lib/auth/session/guards";
import { findWhySignedOut } from "@/lib/auth/session/why-signed-out";
import { env } from "@/lib/env";
import { currentPreferences } from "@/lib/http/current-preferences";
import { CSRF_HEADER } from "@/lib/http/page-headers";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("title") };
}

const text = z.string().optional().catch(undefined); // `?error=a&error=b` is an array
const Query = z.object({ callbackUrl: text, error: text, wait: text });

/** The sign-in page, with the reason why the browser's last session ended. */
export default async function LoginPage({ searchParams }: Props) {
  const query = Query.parse(await searchParams);
  await leaveIfSignedIn(query.callbackUrl);
  const t = await getTranslations("signIn");
  const { password, signIn } = await getMessages();
  const fault = query.error ? faultOf(query.error) : null;
  const why = await findWhySignedOut();

  return (
    <main className="mx-auto flex min-h-dvh max-w-[22rem] flex-col justify-center px-4 py-10">
      <p className="font-semibold tracking-tight text-muted">Konekte</p>
      <h1 className="mt-1 text-2xl font-semibold tracking-tight">{t("title")}</h1>
      <div id="sign-in-lead" role="status" className="mt-1 mb-6">
        {why ? <WhySignedOut {...why} /> : <p className="text-muted">{t("lead")}</p>}
      </div>
      <NextIntlClientProvider messages={{ password, signIn }}>
        <SignInForm
          csrfToken={(await headers()).get(CSRF_HEADER) ?? ""}
          callbackUrl={query.callbackUrl ?? "/"}
          appUrl={env().appUrl}
          fault={fault}
          waitS={query.wait}
        />
      </NextIntlClientProvider>
      <p className="mt-6 text-muted">
        {t("haveCode")}{" "}
        <Link href="/activate" prefetch={false} className="text-accent underline">
          {t("activate")}
        </Link>
      </p>
      <p className="mt-2 text-muted">{t("help")}</p>
      <p className="mt-3 mb-6 border-t border-line pt-3 text-xs text-muted">{t("recorded")}</p>
      <Preferences preferences={await currentPreferences()} />
    </main>
  );
}
