import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { handleInClient } from "@/components/ui/client-navigation";

type Order = "ascending" | "descending";

interface Props {
  /** Where the list stands in the order that a press asks for. */
  href: string;
  /** Sorts without leaving the page, where a script can. */
  onPick?: () => void;
  /** How it stands now; undefined: not by this column. */
  sorted: Order | undefined;
  /** How a first press sorts. */
  first?: Order;
  children: ReactNode;
}

/** The head of a column that a list is sorted by, by its address; the arrow points the way, faintly before it is. */
export function SortLink({ href, onPick, sorted, first = "descending", children }: Props) {
  const Arrow = (sorted ?? first) === "ascending" ? ArrowUp : ArrowDown;
  return (
    <Link
      href={href}
      onClick={handleInClient(onPick)}
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
