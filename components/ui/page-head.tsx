import type { ReactNode } from "react";
import { PageTitle } from "./page-title";

interface Props {
  title: ReactNode;
  className?: string;
  /**
   * How old the page is, and what can be done with all of it; under the title where there is no room beside
   * it.
   */
  children: ReactNode;
}

/** The first line of a page. */
export function PageHead({ title, className = "gap-y-2", children }: Props) {
  return (
    <div className={`flex flex-wrap items-center justify-between gap-x-6 ${className}`}>
      <PageTitle>{title}</PageTitle>
      {children}
    </div>
  );
}
