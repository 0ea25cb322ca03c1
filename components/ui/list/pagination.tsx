import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageLink } from "./page-link";
import { pagesAround } from "./pages-around";

interface Props {
  /** Name of the list, for screen readers. */
  name: string;
  page: number;
  pageSize: number;
  total: number;
  hrefOf: (page: number) => string;
  /** Shows a page without a navigation, where a script runs. */
  onPick?: (page: number) => void;
  /** Shown beside the range. With it, the range is shown even for a single page. */
  children?: ReactNode;
}

/** The range of rows that is shown, and links to the other pages. Each page has its own address. */
export function Pagination({ name, page, pageSize, total, hrefOf, onPick, children }: Props) {
  const t = useTranslations("pagination");
  const last = Math.max(1, Math.ceil(total / pageSize));
  if ((last === 1 && !children) || page > last) return null;
  const to = (target: number) => ({
    href: hrefOf(target),
    onPick: onPick && (() => onPick(target)),
    toTop: !onPick,
  });
  return (
    <div className="mt-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
        <p className="text-muted tabular-nums">
          {t("range", { from: (page - 1) * pageSize + 1, to: Math.min(page * pageSize, total), total })}
        </p>
        {children}
      </div>
      {last > 1 && (
        <nav aria-label={t("label", { name })} className="print:hidden">
          <ul className="flex flex-wrap items-center tabular-nums">
            {page > 1 && (
              <li>
                <PageLink {...to(page - 1)}>{t("previous")}</PageLink>
              </li>
            )}
            {pagesAround(page, last).map((target, index, shown) => (
              <li key={target} className="flex items-center">
                {index > 0 && target - (shown[index - 1] ?? 0) > 1 && (
                  <span className="px-1 text-muted">…</span>
                )}
                <PageLink {...to(target)} label={t("page", { page: target })} current={target === page}>
                  {target}
                </PageLink>
              </li>
            ))}
            {page < last && (
              <li>
                <PageLink {...to(page + 1)}>{t("next")}</PageLink>
              </li>
            )}
          </ul>
        </nav>
      )}
    </div>
  );
}
