import type { ReactNode } from "react";

const TONES = {
  success: "bg-success-soft text-success",
  caution: "bg-caution-soft text-caution",
  danger: "bg-danger-soft text-danger",
} as const;

/** Padding, by the container of the notice. */
const PADDING = { page: "px-4 py-2.5", form: "px-3 py-2.5", menu: "px-3 py-2" } as const;

interface Props {
  tone: keyof typeof TONES;
  within: keyof typeof PADDING;
  /** Omitted inside a live region, and for a notice that is part of the first render. */
  role?: "alert" | "status";
  className?: string;
  children: ReactNode;
}

/** A highlighted text: a success, a caution or a failure. */
export function Notice({ tone, within, role, className = "", children }: Props) {
  return (
    <div role={role} className={`rounded-md ${PADDING[within]} ${TONES[tone]} ${className}`}>
      {children}
    </div>
  );
}
