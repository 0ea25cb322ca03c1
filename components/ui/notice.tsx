import type { ReactNode } from "react";

const TONES = {
  success: "bg-success-soft text-success",
  caution: "bg-caution-soft text-caution",
  danger: "bg-danger-soft text-danger",
} as const;

/** The room around its words, by what it stands in. */
const ROOM = { page: "px-4 py-2.5", form: "px-3 py-2.5", menu: "px-3 py-2" } as const;

interface Props {
  tone: keyof typeof TONES;
  within: keyof typeof ROOM;
  /** None where it stands in a live region, or is there from the start. */
  role?: "alert" | "status";
  className?: string;
  children: ReactNode;
}

/** Words that must not be missed: what was done, what to know, or what went wrong. */
export function Notice({ tone, within, role, className = "", children }: Props) {
  return (
    <div role={role} className={`rounded-md ${ROOM[within]} ${TONES[tone]} ${className}`}>
      {children}
    </div>
  );
}
