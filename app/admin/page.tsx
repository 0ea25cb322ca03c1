import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { LiveDashboard } from "@/components/reports/dashboard/live-dashboard";
import { orUnavailable, requirePageAdmin } from "@/lib/auth/session/guards";
import { readDashboard } from "@/lib/reports/dashboard/read-dashboard";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dashboard");
  return { title: t("title") };
}

export default async function DashboardPage() {
  const admin = await requirePageAdmin();
  const initial = await orUnavailable(readDashboard(admin));
  const { columns, dashboard, freshness, presence, sessions } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ columns, dashboard, freshness, presence, sessions }}>
      <LiveDashboard initial={initial} />
    </NextIntlClientProvider>
  );
}
