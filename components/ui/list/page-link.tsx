import Link from "next/link";
import type { ReactNode } from "react";
import { handleInClient } from "@/components/ui/client-navigation";

interface Props {
  href: string;
  /** Shows the page without leaving this one, where a script can. */
  onPick?: () => void;
  /** Said aloud, where what is seen is a bare number. */
  label?: string;
  current?: boolean;
  /** The list begins at the top of the page, where the next of it is read from. */
  toTop?: boolean;
  children: ReactNode;
}

/** A step to a page of a list. Not prefetched: every page costs the database a query. */
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
