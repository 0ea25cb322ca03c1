"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { currentSection } from "./current-section";

interface Props {
  href: string;
  /** Addresses whose subpages belong to this link. */
  sections?: string[];
  icon: ReactNode;
  children: ReactNode;
}

/** A link of the navigation, marked when it contains the current page. */
export function NavLink({ href, sections, icon, children }: Props) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={currentSection(usePathname(), href, sections)}
      className="flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 px-1 text-center text-xs leading-tight text-muted hover:text-ink aria-[current]:text-accent lg:h-9 lg:flex-none lg:flex-row lg:justify-start lg:gap-2.5 lg:rounded-md lg:px-2.5 lg:text-sm lg:aria-[current]:bg-accent-soft lg:aria-[current]:font-medium"
    >
      {icon}
      {children}
    </Link>
  );
}
