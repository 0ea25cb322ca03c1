import type { ReactNode } from "react";
import { focusContent } from "./focus-content";

interface Props {
  /** How many are picked, in words. */
  picked: string;
  clear: () => void;
  clearLabel: string;
  /** The actions on them. */
  children: ReactNode;
}

/** Stays in sight while rows are picked. */
export function SelectionBar({ picked, clear, clearLabel, children }: Props) {
  return (
    <section
      aria-label={picked}
      className="sticky bottom-18 z-5 mt-3 flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-surface px-3 py-2.5 lg:bottom-4 print:hidden"
    >
      <p className="mr-2 font-medium tabular-nums">{picked}</p>
      {children}
      <button
        type="button"
        onClick={() => {
          clear();
          focusContent(); // this bar goes
        }}
        className="min-h-9 px-1 text-accent hover:underline"
      >
        {clearLabel}
      </button>
    </section>
  );
}
