import type { ReactNode } from "react";

/** What stands where a list has nothing to show: why, and what will change that. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-y border-line py-6">
      <p className="font-medium">{title}</p>
      <p className="mt-0.5 text-muted">{children}</p>
    </div>
  );
}
