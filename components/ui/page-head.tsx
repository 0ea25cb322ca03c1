import type { ReactNode } from "react";
import { PageTitle } from "./page-title";

interface Props {
  title: ReactNode;
  className?: string;
  /** Time and actions of the page. They wrap below the title when there is no room beside it. */
  children: ReactNode;
}

/** The first line of a page: its title, time and actions. */
export function PageHead({ title, className = "gap-y-2", children }: Props) {
  return (
    <div className={`flex flex-wrap items-center justify-between gap-x-6 ${className}`}>
      <PageTitle>{title}</PageTitle>
      {children}
    </div>
  );
}
