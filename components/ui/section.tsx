import type { ReactNode } from "react";

interface Props {
  id: string;
  title: string;
  /** Number of all entries. */
  total?: ReactNode;
  /** Buttons and menus of the section. */
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A titled part of a page. */
export function Section({ id, title, total, actions, children, className = "mt-9" }: Props) {
  return (
    <section aria-labelledby={id} className={className}>
      <div className="mb-2 flex items-baseline gap-2">
        <h2 id={id} tabIndex={-1} className="text-base font-semibold">
          {title}
        </h2>
        {total !== undefined && <p className="text-base text-muted tabular-nums">{total}</p>}
        {actions && <div className="ml-auto">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
