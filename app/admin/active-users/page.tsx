import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { menuWords } from "@/components/exports/menu-words";
import { LiveActiveUsers } from "@/components/sessions/active-users/live-active-users";
import { orUnavailable, requirePageAdmin } from "@/lib/auth/session/guards";
import { readActiveUsers } from "@/lib/sessions/active-users/read-active-users";
import { readUsersView } from "@/lib/sessions/active-users/users-view";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("activeUsers");
  return { title: t("title") };
}

export default async function ActiveUsersPage({ searchParams }: Props) {
  const admin = await requirePageAdmin();
  const view = readUsersView(await searchParams);
  const initial = await orUnavailable(readActiveUsers(admin, view));
  const { activeUsers, columns, exports, freshness, pagination, presence, revocation, roles, sessions } =
    await getMessages();
  return (
    <NextIntlClientProvider
      messages={{
        activeUsers,
        columns,
        exports: menuWords(exports),
        freshness,
        pagination,
        presence,
        revocation,
        roles,
        sessions,
      }}
    >
      <LiveActiveUsers
        initial={initial}
        initialView={view}
        own={{ userId: admin.userId, sessionId: admin.sessionId }}
      />
    </NextIntlClientProvider>
  );
}
