import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { HistoryView } from "@/lib/sessions/history-view";
import { changedHref } from "./history-address";

interface Props {
  column: "login" | "logout" | "duration";
  view: HistoryView;
  children: ReactNode;
}

/** The head of a column that the history can be sorted by: the largest first, then the other way round. */
export function HistorySortHead({ column, view, children }: Props) {
  const sorted = view.sort === column || view.sort === `-${column}`;
  const next = view.sort === `-${column}` ? column : (`-${column}` as const);
  const Arrow = view.sort === column ? ArrowUp : ArrowDown;
  return (
    <Link
      href={changedHref(view, { sort: next })}
      prefetch={false}
      scroll={false}
      className={`group inline-flex h-9 items-center gap-1 hover:text-ink ${sorted ? "text-ink" : ""}`}
    >
      {children}
      <Arrow
        aria-hidden="true"
        className={`size-3.5 print:hidden ${sorted ? "" : "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60"}`}
      />
    </Link>
  );
}
