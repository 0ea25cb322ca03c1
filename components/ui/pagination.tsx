import Link from "next/link";
import { useTranslations } from "next-intl";
import { pagesAround } from "./pages-around";

interface Props {
  /** What is paged, for those who hear it. */
  name: string;
  page: number;
  pageSize: number;
  total: number;
  hrefOf: (page: number) => string;
}

const STEP = "grid h-9 min-w-9 place-items-center rounded-md px-2 text-muted hover:text-ink";

/** Numbered links: each page has an address. Nothing is prefetched, every page costs the database a query. */
export function Pagination({ name, page, pageSize, total, hrefOf }: Props) {
  const t = useTranslations("pagination");
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (last === 1 || page > last) return null;
  const step = (target: number, text: string) => (
    <Link href={hrefOf(target)} prefetch={false} scroll={false} className={STEP}>
      {text}
    </Link>
  );
  return (
    <nav
      aria-label={t("label", { name })}
      className="mt-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-1"
    >
      <p className="text-muted tabular-nums">
        {t("range", { from: (page - 1) * pageSize + 1, to: Math.min(page * pageSize, total), total })}
      </p>
      <ul className="flex flex-wrap items-center tabular-nums">
        {page > 1 && <li>{step(page - 1, t("previous"))}</li>}
        {pagesAround(page, last).map((target, index, shown) => (
          <li key={target} className="flex items-center">
            {index > 0 && target - (shown[index - 1] ?? 0) > 1 && <span className="px-1 text-muted">…</span>}
            <Link
              href={hrefOf(target)}
              prefetch={false}
              scroll={false}
              aria-label={t("page", { page: target })}
              aria-current={target === page ? "page" : undefined}
              className={`${STEP} aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent`}
            >
              {target}
            </Link>
          </li>
        ))}
        {page < last && <li>{step(page + 1, t("next"))}</li>}
      </ul>
    </nav>
  );
}
