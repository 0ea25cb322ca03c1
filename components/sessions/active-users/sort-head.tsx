import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { inPlace } from "@/components/ui/in-place";
import { usersViewHref } from "@/lib/paths/active-users";
import { parseSort, type SortKey, type UsersView } from "@/lib/sessions/active-users/users-view";
import { changeView, nextSort } from "./change-view";
import type { ShowView } from "./use-users-view";

interface Props {
  column: SortKey;
  view: UsersView;
  show: ShowView;
  children: ReactNode;
}

/** The head of a column, which sorts by it; the arrow points the way that it is sorted, faintly before it is. */
export function SortHead({ column, view, show, children }: Props) {
  const next = changeView(view, { sort: nextSort(view.sort, column) });
  const now = parseSort(view.sort);
  const sorted = now.key === column;
  const descending = sorted ? now.descending : parseSort(next.sort).descending;
  const Arrow = descending ? ArrowDown : ArrowUp;
  return (
    <a
      href={usersViewHref(next)}
      onClick={inPlace(() => show(next))}
      className={`group inline-flex h-9 items-center gap-1 hover:text-ink ${sorted ? "text-ink" : ""}`}
    >
      {children}
      <Arrow
        aria-hidden="true"
        className={`size-3.5 print:hidden ${sorted ? "" : "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60"}`}
      />
    </a>
  );
}
