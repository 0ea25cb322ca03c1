import Link from "next/link";
import type { ReactNode } from "react";
import { handleInClient } from "@/components/ui/client-navigation";

interface Props {
  href: string;
  /** Shows the page without a navigation, where a script runs. */
  onPick?: () => void;
  /** The accessible name, for a link whose text is only a number. */
  label?: string;
  current?: boolean;
  /** Scrolls to the top, because the list begins at the top of the page. */
  toTop?: boolean;
  children: ReactNode;
}

/** A link to a page of a list. It is not prefetched, because each page costs a database query. */
export function PageLink({ href, onPick, label, current, toTop = false, children }: Props) {
  return (
    <Link
      href={href}
      onClick={handleInClient(onPick)}
      prefetch={false}
      scroll={toTop}
      aria-label={label}
      aria-current={current ? "page" : undefined}
      className="grid h-11 min-w-11 place-items-center rounded-md px-2 text-muted hover:text-ink lg:h-9 lg:min-w-9 aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent"
    >
      {children}
    </Link>
  );
}
