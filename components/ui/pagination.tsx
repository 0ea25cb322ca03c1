import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { inPlace } from "./in-place";
import { pagesAround } from "./pages-around";

interface Props {
  /** What is paged, for those who hear it. */
  name: string;
  page: number;
  pageSize: number;
  total: number;
  hrefOf: (page: number) => string;
  /** Shows a page without leaving this one, where a script can. */
  onPick?: (page: number) => void;
  /** Stands beside the numbers, and makes them stand when there is one page only. */
  children?: ReactNode;
}

const STEP =
  "grid h-11 min-w-11 place-items-center rounded-md px-2 text-muted hover:text-ink lg:h-9 lg:min-w-9 aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent";

/** Numbered links: each page has an address. Nothing is prefetched, every page costs the database a query. */
export function Pagination({ name, page, pageSize, total, hrefOf, onPick, children }: Props) {
  const t = useTranslations("pagination");
  const last = Math.max(1, Math.ceil(total / pageSize));
  if ((last === 1 && !children) || page > last) return null;
  const step = (target: number, text: ReactNode, label?: string) => (
    <Link
      href={hrefOf(target)}
      onClick={inPlace(onPick && (() => onPick(target)))}
      prefetch={false}
      scroll={false}
      aria-label={label}
      aria-current={label && target === page ? "page" : undefined}
      className={STEP}
    >
      {text}
    </Link>
  );
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
            {page > 1 && <li>{step(page - 1, t("previous"))}</li>}
            {pagesAround(page, last).map((target, index, shown) => (
              <li key={target} className="flex items-center">
                {index > 0 && target - (shown[index - 1] ?? 0) > 1 && (
                  <span className="px-1 text-muted">…</span>
                )}
                {step(target, target, t("page", { page: target }))}
              </li>
            ))}
            {page < last && <li>{step(page + 1, t("next"))}</li>}
          </ul>
        </nav>
      )}
    </div>
  );
}
