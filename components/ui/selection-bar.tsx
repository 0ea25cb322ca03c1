import type { ReactNode } from "react";
import { focusContent } from "./focus-content";

interface Props {
  /** Text with the number of selected rows. */
  picked: string;
  clear: () => void;
  clearLabel: string;
  /** Actions on the selected rows. */
  children: ReactNode;
}

/** The bar of actions that stays visible while rows are selected. */
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
          focusContent(); // this bar, which has the focus, is removed
        }}
        className="min-h-9 px-1 text-accent hover:underline"
      >
        {clearLabel}
      </button>
    </section>
  );
}
