import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("app");
  return {
    title: { default: t("name"), template: `%s · ${t("name")}` },
    description: t("description"),
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafaf8" },
    { media: "(prefers-color-scheme: dark)", color: "#121211" },
  ],
};

/** No page is built ahead: every document carries its own nonce. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const { faults } = await getMessages();
  return (
    <html lang={await getLocale()} className={GeistSans.variable}>
      <body className="font-sans">
        <NextIntlClientProvider messages={{ faults: { error: faults.error } }}>
          {children}
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
