import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { z } from "zod";
import { BackToAccounts } from "@/app/admin/users/back-to-accounts";
import { UserSessions } from "@/components/sessions/history/user-sessions";
import { RevocationOnPage } from "@/components/sessions/revocation/revocation-on-page";
import { RevokeEverywhere } from "@/components/sessions/revocation/revoke-everywhere";
import { AsOf } from "@/components/ui/as-of";
import { AccountActions } from "@/components/users/account-actions";
import { UserSummary } from "@/components/users/user-summary";
import { listLocked } from "@/lib/accounts/list-locked";
import { orUnavailable, requirePageAdmin } from "@/lib/auth/session/guards";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { pageHref, readPage } from "@/lib/paths/query-string";
import { readUserHistory, type UserHistory } from "@/lib/sessions/active-users/read-active-users";
import type { SessionRow } from "@/lib/sessions/session-row";
import { findAccountById } from "@/lib/users/find-account";
import type { Admin } from "@/lib/viewer";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Returns a title without the user's name, because Next may generate the title before the guard answers. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("history");
  return { title: t("sessions") };
}

export default async function UserPage({ params, searchParams }: Props) {
  const admin = await requirePageAdmin();
  const { id } = await params;
  const history = await findHistory(admin, id, readPage(await searchParams).page);
  if (!history) notFound();
  const { person, generatedAt } = history;
  const path = `/admin/users/${person.userId}`;
  const t = await getTranslations("history");
  const { accounts, revocation, roles } = await getMessages();
  const account = await orUnavailable(findAccountById(admin, person.userId));
  const locked = await orUnavailable(listLocked(admin, [person]));

  const isOwn = person.userId === admin.userId;

  return (
    <NextIntlClientProvider messages={{ accounts, revocation, roles }}>
      <RevocationOnPage>
        <BackToAccounts />
        <div className="accounts-rest mt-3 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0">
            <UserSummary user={person} session={await findNewest(admin, history)} />
            {person.openSessions > 0 && !isOwn && <RevokeEverywhere person={person} />}
          </div>
          <AsOf at={generatedAt} path={pageHref(path, history.page)} />
        </div>
        {account && (
          <AccountActions account={account} locked={locked.length > 0} own={isOwn} appUrl={env().appUrl} />
        )}
        <div className="accounts-rest">
          <UserSessions
            caption={t("caption", { name: person.name })}
            list={history}
            path={path}
            ownSessionId={admin.sessionId}
            revocable
          />
        </div>
      </RevocationOnPage>
    </NextIntlClientProvider>
  );
}

/** Finds the user's newest open session, else the newest one. Both are at the top of the first page. */
async function findNewest(admin: Admin, history: UserHistory): Promise<SessionRow | null> {
  const { rows, person, page } = history;
  const newest =
    page === 1 ? rows : (await orUnavailable(readUserHistory(admin, person.userId, { page: 1 }))).rows;
  return newest.find(({ logoutTime }) => logoutTime === null) ?? newest[0] ?? null;
}

/** @returns null when the id is invalid or no user has it */
async function findHistory(admin: Admin, id: string, page: number): Promise<UserHistory | null> {
  if (!z.uuid().safeParse(id).success) return null;
  try {
    return await orUnavailable(readUserHistory(admin, id, { page }));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
