import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { z } from "zod";
import { PageNumber } from "@/app/page-number";
import { LiveActiveUsers } from "@/components/sessions/live-active-users";
import { orUnavailable, requirePageAdmin } from "@/lib/auth/guards";
import { readActiveUsers } from "@/lib/sessions/queries";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("activeUsers");
  return { title: t("title") };
}

const Query = z.object({ page: PageNumber, openPage: PageNumber });

export default async function ActiveUsersPage({ searchParams }: Props) {
  const admin = await requirePageAdmin();
  const initial = await orUnavailable(readActiveUsers(admin, Query.parse(await searchParams)));
  const { activeUsers, columns, pagination, presence, roles, sessions } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ activeUsers, columns, pagination, presence, roles, sessions }}>
      <LiveActiveUsers key={`${initial.users.page} ${initial.open.page}`} initial={initial} />
    </NextIntlClientProvider>
  );
}
