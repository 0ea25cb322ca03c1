import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { handleInClient } from "@/components/ui/client-navigation";

type Order = "ascending" | "descending";

interface Props {
  /** Address of the list in the order that a click selects. */
  href: string;
  /** Sorts without a navigation, where a script runs. */
  onPick?: () => void;
  /** The current order; undefined: the list is not sorted by this column. */
  sorted: Order | undefined;
  /** The order after the first click. */
  first?: Order;
  children: ReactNode;
}

/**
 * A column header that links to the list sorted by its column. The arrow shows the current order. In an
 * unsorted column it appears faintly on hover or focus, and shows the order of a first click.
 */
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
