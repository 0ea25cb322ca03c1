import type { ReactNode } from "react";

/** The heading of a page. */
export function PageTitle({ className = "", children }: { className?: string; children: ReactNode }) {
  return <h1 className={`text-xl font-semibold tracking-tight ${className}`}>{children}</h1>;
}
