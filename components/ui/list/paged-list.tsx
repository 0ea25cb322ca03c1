import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { handleInClient } from "@/components/ui/client-navigation";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "./pagination";

interface Props {
  name: string;
  list: { rows: unknown[]; total: number; page: number; pageSize: number };
  hrefOf: (page: number) => string;
  /** Shows a page without a navigation, where a script runs. */
  onPick?: (page: number) => void;
  /** Shown when the whole list is empty. */
  empty: ReactNode;
  /** Shown beside the page numbers. */
  beside?: ReactNode;
  /** The page's rows. */
  children: ReactNode;
}

/** One page of a list with its pagination, or an explanation when it has no rows. */
export function PagedList({ name, list, hrefOf, onPick, empty, beside, children }: Props) {
  const t = useTranslations("pagination");
  if (list.total === 0) return empty;
  if (list.rows.length === 0) {
    return (
      <EmptyState title={t("beyond")}>
        {t("beyondHelp")}{" "}
        <Link
          href={hrefOf(1)}
          onClick={handleInClient(onPick && (() => onPick(1)))}
          prefetch={false}
          className="text-accent underline"
        >
          {t("first")}
        </Link>
      </EmptyState>
    );
  }
  return (
    <>
      {children}
      <Pagination name={name} {...list} hrefOf={hrefOf} onPick={onPick}>
        {beside}
      </Pagination>
    </>
  );
}
