import type { ReactNode } from "react";

interface Props {
  id: string;
  title: string;
  /** How many there are in all. */
  total?: string;
  children: ReactNode;
}

/** A titled part of a page. */
export function Section({ id, title, total, children }: Props) {
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="mb-2 text-base font-semibold">
        {title}
        {total !== undefined && <span className="ml-2 font-normal text-muted">{total}</span>}
      </h2>
      {children}
    </section>
  );
}
