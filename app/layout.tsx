import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { currentPreferences } from "@/lib/http/current-preferences";
import { themeAttribute } from "@/lib/preferences/themes";
import { FONTS } from "./fonts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("app");
  return {
    title: { default: t("name"), template: `%s · ${t("name")}` },
    description: t("description"),
    robots: { index: false, follow: false },
  };
}

/** `--canvas` of palette.css. */
const CANVAS = { light: "#fafaf8", dark: "#121211" } as const;

/**
 * Returns the theme for the parts that the browser draws itself, such as controls, and for the time before
 * the styles arrive.
 */
export async function generateViewport(): Promise<Viewport> {
  const theme = themeAttribute((await currentPreferences()).theme);
  if (theme) return { colorScheme: theme, themeColor: CANVAS[theme] };
  return {
    colorScheme: "light dark",
    themeColor: [
      { media: "(prefers-color-scheme: light)", color: CANVAS.light },
      { media: "(prefers-color-scheme: dark)", color: CANVAS.dark },
    ],
  };
}

/** The root layout. `connection()` prevents prerendering, because each document has its own nonce. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const { faults } = await getMessages();
  const { language, theme } = await currentPreferences();
  return (
    <html lang={language} data-theme={themeAttribute(theme)} className={FONTS}>
      <body className="font-sans">
        <NextIntlClientProvider messages={{ faults: { error: faults.error } }}>
          {children}
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
