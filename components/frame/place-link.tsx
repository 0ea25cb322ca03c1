"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

interface Props {
  href: string;
  icon: ReactNode;
  children: ReactNode;
}

/** A place in the rail; the one where we are says so. */
export function PlaceLink({ href, icon, children }: Props) {
  const here = usePathname() === href;
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={here ? "page" : undefined}
      className="flex h-14 flex-1 flex-col items-center justify-center gap-1 text-xs text-muted hover:text-ink aria-[current=page]:text-accent lg:h-9 lg:flex-none lg:flex-row lg:justify-start lg:gap-2.5 lg:rounded-md lg:px-2.5 lg:text-sm lg:aria-[current=page]:bg-accent-soft lg:aria-[current=page]:font-medium"
    >
      {icon}
      {children}
    </Link>
  );
}
