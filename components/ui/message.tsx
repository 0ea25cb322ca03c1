import type { ReactNode } from "react";
import { PageTitle } from "./page-title";

interface Props {
  title: string;
  children: ReactNode;
  /** Link or button to continue with. */
  action: ReactNode;
}

/** A message in place of a page: what happened, what is kept, what to do next. */
export function Message({ title, children, action }: Props) {
  return (
    <div className="flex max-w-md flex-col gap-3">
      <PageTitle className="text-balance">{title}</PageTitle>
      <div className="flex flex-col gap-2 text-muted">{children}</div>
      <div className="mt-3">{action}</div>
    </div>
  );
}
