import { useTranslations } from "next-intl";
import { PageLink } from "@/components/ui/list/page-link";
import { accountsHref, isNarrowed } from "@/lib/paths/accounts";
import { type AccountsPage, type AccountsView, MAX_COUNTED } from "@/lib/users/accounts-view";

/** The number of accounts, and links to the first, previous and next page. */
export function AccountsPages({ page, view }: { page: AccountsPage; view: AccountsView }) {
  const t = useTranslations("accounts");
  const { rows, total, hasPrevious, hasNext } = page;
  const many = isNarrowed(view) && total >= MAX_COUNTED;
  const previous = accountsHref({ ...view, after: null, before: rows[0]?.userId ?? null });
  const next = accountsHref({ ...view, before: null, after: rows.at(-1)?.userId ?? null });
  return (
    <div className="mt-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
      <p className="text-muted tabular-nums">
        {many ? t("orMore", { count: total }) : t("total", { count: total })}
      </p>
      {(hasPrevious || hasNext) && (
        <nav aria-label={t("pages")} className="flex items-center print:hidden">
          {hasPrevious && (
            <PageLink toTop href={accountsHref({ ...view, after: null, before: null })}>
              {t("first")}
            </PageLink>
          )}
          {hasPrevious && (
            <PageLink toTop href={previous}>
              {t("previous")}
            </PageLink>
          )}
          {hasNext && (
            <PageLink toTop href={next}>
              {t("next")}
            </PageLink>
          )}
        </nav>
      )}
    </div>
  );
}
