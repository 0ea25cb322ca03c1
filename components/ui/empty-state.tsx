import type { ReactNode } from "react";

/** The text in place of an empty list: the reason, and how to change it. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-y border-line py-6">
      <p className="font-medium">{title}</p>
      <p className="mt-0.5 text-muted">{children}</p>
    </div>
  );
}
