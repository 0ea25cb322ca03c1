import { useTranslations } from "next-intl";
import { PageLink } from "@/components/ui/list/page-link";
import { isNarrowed, peopleHref } from "@/lib/paths/people";
import { MAX_COUNTED, type PeoplePage, type PeopleView } from "@/lib/users/people-view";

/** How many there are, and the pages beside this one. */
export function PeoplePages({ page, view }: { page: PeoplePage; view: PeopleView }) {
  const t = useTranslations("people");
  const { rows, total, hasPrevious, hasNext } = page;
  const many = isNarrowed(view) && total >= MAX_COUNTED;
  const previous = peopleHref({ ...view, after: null, before: rows[0]?.userId ?? null });
  const next = peopleHref({ ...view, before: null, after: rows.at(-1)?.userId ?? null });
  return (
    <div className="mt-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
      <p className="text-muted tabular-nums">
        {many ? t("orMore", { count: total }) : t("total", { count: total })}
      </p>
      {(hasPrevious || hasNext) && (
        <nav aria-label={t("pages")} className="flex items-center print:hidden">
          {hasPrevious && (
            <PageLink toTop href={peopleHref({ ...view, after: null, before: null })}>
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
